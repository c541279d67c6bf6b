import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { deployMigrations } from '../database/deploy-migrations.ts'

/** A PostgreSQL server for tests, where one is. */
export const testServer = process.env['SIGHTLINE_TEST_PG']

if (!testServer)
  process.stderr.write('SIGHTLINE_TEST_PG is not set: tests of the api on PostgreSQL are skipped\n')

const migrations = resolve(import.meta.dirname, '../../prisma/migrations')

/** A template's name says what is in it, so that one of older migrations is never taken for this one. */
function templateName(): string {
  const sum = createHash('sha256')
  for (const { name, parentPath } of readdirSync(migrations, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .toSorted((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1)))
    sum.update(name).update(readFileSync(join(parentPath, name)))
  return `api_template_${sum.digest('hex').slice(0, 16)}`
}

const addressOf = (server: string, name: string): string => {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

/** Test files run beside each other: one makes the template, the others wait for it. */
const TEMPLATE_LOCK = 7_301

/** Copies of the migrated template are made in a tenth of a second, migrations take several. */
async function makeFromTemplate(admin: pg.Client, server: string, name: string): Promise<void> {
  const template = templateName()
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) {
      const unfinished = `${template}_new`
      await admin.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`)
      await admin.query(`CREATE DATABASE "${unfinished}"`)
      await deployMigrations(addressOf(server, unfinished))
      await admin.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`)
    }
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`)
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  }
}

/** A database of its own with the real migrations; `drop` removes it. */
export async function makeDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  if (!testServer) throw new Error('SIGHTLINE_TEST_PG is not set')
  const name = `api_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: testServer })
  await admin.connect()
  await makeFromTemplate(admin, testServer, name)
  return {
    url: addressOf(testServer, name),
    async drop() {
      await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`)
      await admin.end()
    },
  }
}
