import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { deployMigrations } from '../database/deploy-migrations.ts'

/** A PostgreSQL server for tests, where one is. */
export const testServer = process.env['SIGHTLINE_TEST_PG']

if (!testServer)
  process.stderr.write('SIGHTLINE_TEST_PG is not set: tests of the api on PostgreSQL are skipped\n')

/** A database of its own with the real migrations; `drop` removes it. */
export async function makeDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  if (!testServer) throw new Error('SIGHTLINE_TEST_PG is not set')
  const name = `api_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: testServer })
  await admin.connect()
  await admin.query(`CREATE DATABASE "${name}"`)
  const url = new URL(testServer)
  url.pathname = `/${name}`
  await deployMigrations(url.toString())
  return {
    url: url.toString(),
    async drop() {
      await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`)
      await admin.end()
    },
  }
}
