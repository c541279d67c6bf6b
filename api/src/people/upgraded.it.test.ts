import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer } from '../test/database.ts'

const folder = resolve(import.meta.dirname, '../../prisma/migrations')
const first = '20261130182000'
const names = readdirSync(folder)
  .filter((name) => /^\d{14}_/.test(name))
  .toSorted()
const sqlOf = (name: string) => readFileSync(join(folder, name, 'migration.sql'), 'utf8')

describe.skipIf(!testServer)('administrators of before they were split', () => {
  const database = `split_${randomUUID().replaceAll('-', '')}`
  let server: pg.Client
  let db: pg.Client
  beforeAll(async () => {
    server = new pg.Client({ connectionString: testServer })
    await server.connect()
    await server.query(`CREATE DATABASE "${database}"`)
    const url = new URL(testServer ?? '')
    url.pathname = `/${database}`
    db = new pg.Client({ connectionString: url.toString() })
    await db.connect()
    for (const name of names.filter((one) => one < first)) await db.query(sqlOf(name))
  })
  afterAll(async () => {
    await db?.end()
    await server?.query(`DROP DATABASE "${database}" WITH (FORCE)`)
    await server?.end()
  })
  const add = (account: string, role: string, active = true) =>
    db.query(
      `INSERT INTO person (id, account, name, role, active, password_hash, created_at)
       VALUES ($1, $1, $1, $2, $3, 'none', now())`,
      [account, role, active],
    )

  it('are system administrators, in service or not; nobody is anything else, and nobody becomes one of the old kind', async () => {
    await add('boss', 'admin')
    await add('second', 'admin')
    await add('left', 'admin', false)
    await add('ann', 'officer')
    const payload = { account: 'third', name: 'third', role: 'admin', certificate: null }
    await db.query(
      `INSERT INTO person_request (id, requester_id, payload, password_hash, created_at, expires_at)
       VALUES ('asked', 'boss', $1, 'none', now(), now() + interval '1 day')`,
      [payload],
    )
    for (const name of names.filter((one) => one >= first)) await db.query(sqlOf(name))
    const { rows } = await db.query<{ told: string }>(
      `SELECT concat_ws(' ', account, role, active) AS told FROM person ORDER BY account`,
    )
    expect(rows.map(({ told }) => told)).toEqual([
      'ann officer t',
      'boss system_admin t',
      'left system_admin f',
      'second system_admin t',
    ])
    const { rows: requests } = await db.query(`SELECT payload FROM person_request`)
    expect(requests).toEqual([{ payload: { ...payload, role: 'system_admin' } }])
    await expect(add('late', 'admin')).rejects.toThrow('person_role_is_split')
  })
})
