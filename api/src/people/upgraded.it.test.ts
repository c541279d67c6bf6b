import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseBefore, type DatabaseBefore } from '../test/database-before.ts'
import { testServer } from '../test/database.ts'

describe.skipIf(!testServer)('administrators of before they were split', () => {
  let before: DatabaseBefore
  let db: pg.Client
  beforeAll(async () => {
    before = await databaseBefore('20261130182000')
    db = before.db
  })
  afterAll(() => before?.drop())
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
    await before.upgrade()
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
