import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from './child.ts'
import { placesOf, writeDatabaseUrl, writeMarker } from './data-folder.ts'
import { repository } from './mains.ts'
import { removePostgresData, startPostgres, type PostgresServer } from './postgres.ts'
import { markOf } from './processes.ts'
import { runningDatabase } from './running-database.ts'
import { prepareDatabase } from './runtime-database.ts'

const dir = mkdtempSync(join(tmpdir(), 'sightline-people-'))
const { postgres: cluster, run } = placesOf(dir)
let server: PostgresServer
/** The address of the programs, as of the start before. */
let former: string
beforeAll(async () => {
  const postgresPort = await freePort()
  mkdirSync(dir, { recursive: true })
  server = await startPostgres({ dataDir: cluster, port: postgresPort })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('CREATE DATABASE sightline')
  await client.end()
  const owner = new URL(server.url)
  owner.pathname = '/sightline'
  former = await prepareDatabase(owner.toString(), process.env)
  mkdirSync(placesOf(dir).secrets)
  writeDatabaseUrl(placesOf(dir).databaseUrl, await prepareDatabase(owner.toString(), process.env))
  writeMarker(dir, { format: 1, postgres: '18', migrations: [] })
  const now = { supervisor: markOf(process.pid), url: null, postgresPort, children: [] }
  writeFileSync(run, JSON.stringify(now))
}, 60_000)
afterAll(async () => {
  await server?.stop()
  removePostgresData(cluster)
  rmSync(dir, { recursive: true, force: true })
})

const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'DATABASE_URL'))
const people = async (...args: string[]) =>
  (
    await promisify(execFile)(
      process.execPath,
      [join(repository, 'infra/bin/sightline.mjs'), 'people', ...args],
      {
        env,
      },
    )
  ).stdout.trim()

it('the only administrator who lost the password gets a new one at the machine, with no DATABASE_URL at hand', async () => {
  const first = await people(
    'create',
    '--account',
    'boss',
    '--name',
    'Boss',
    '--role',
    'system_admin',
    '--data',
    dir,
  )
  const next = await people('password', 'boss', `--data=${dir}`)
  expect([first, next].every((password) => password.length >= 12)).toBe(true)
  expect(next).not.toBe(first)
  await expect(people('password', 'nobody', '--data', dir)).rejects.toThrow()
}, 60_000)

it('gives the commands an address of this start, by which nothing recorded can be changed', async () => {
  const run = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return (await client.query<{ is_superuser: string }>(sql)).rows
    } finally {
      await client.end()
    }
  }
  const url = runningDatabase(dir)
  expect(await run(url, 'SHOW is_superuser')).toEqual([{ is_superuser: 'off' }])
  await expect(run(url, 'DELETE FROM audit_entry')).rejects.toThrow('permission denied')
  await expect(run(url, 'ALTER TABLE audit_entry DISABLE TRIGGER ALL')).rejects.toThrow('must be owner')
  await expect(run(former, 'SELECT 1')).rejects.toThrow('password authentication failed')
})
