import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { dataFormat, readMarker } from './data-folder.ts'
import { StartError } from './start-error.ts'

const migrationsDir = resolve(import.meta.dirname, '../../api/prisma/migrations')

/** The migrations that this version knows, oldest first. */
export const knownMigrations = (): string[] =>
  readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

/** Refuses what a newer version wrote; answers what is still to be applied. */
export function pendingOf(dir: string, applied: readonly string[], known = knownMigrations()): string[] {
  const strange = applied.find((name) => !known.includes(name))
  if (strange !== undefined) throw new StartError('data_newer', { dir, found: strange })
  return known.filter((name) => !applied.includes(name))
}

/** What can be told from the files alone, before a database is opened. */
export function refuseNewerData(dir: string, known = knownMigrations()): void {
  const marker = readMarker(dir)
  if (!marker) return
  if (marker.format > dataFormat)
    throw new StartError('data_newer', { dir, found: `format ${marker.format}` })
  pendingOf(dir, marker.migrations, known)
}

/** PostgreSQL opens only what its own major version wrote. */
export function refuseOtherPostgres(clusterDir: string, expected: string): void {
  const file = join(clusterDir, 'PG_VERSION')
  if (!existsSync(file)) return
  const found = readFileSync(file, 'utf8').trim()
  if (found !== expected) throw new StartError('data_other_postgres', { dir: clusterDir, found, expected })
}

/** The migrations that the database itself says were applied; it is asked, whatever the marker says. */
export async function appliedMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
    )
    if (!rows[0]?.there) return []
    const applied = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name',
    )
    return applied.rows.map((row) => row.migration_name)
  } finally {
    await client.end()
  }
}

const copyPrefix = 'sightline_before_'
const copiesKept = 2

/**
 * Copies the database inside its server before migrations touch it, and keeps the newest two copies. Nobody else may be
 * connected. Answers the name of the copy, which `sightline restore --before NAME` puts back.
 */
export async function copyBefore(adminUrl: string, at: number): Promise<string> {
  const stamp = new Date(at).toISOString().replace(/\D/g, '').slice(0, 17)
  const name = `${copyPrefix}${stamp}`
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE "${name}" TEMPLATE sightline STRATEGY file_copy`)
    const copies = await listCopies(client)
    for (const old of copies.slice(0, -copiesKept)) await client.query(`DROP DATABASE "${old}"`)
    return name
  } finally {
    await client.end()
  }
}

async function listCopies(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE starts_with(datname, '${copyPrefix}') ORDER BY datname`,
  )
  return rows.map(({ datname }) => datname)
}

/** Puts a copy in the place of the database, which itself is kept as a copy. Answers the name under which it is kept. */
export async function putBack(adminUrl: string, wanted: string, at: number): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const copies = await listCopies(client)
    if (!copies.includes(wanted))
      throw new StartError('backup_invalid', { file: wanted, why: copies.join(', ') })
    const kept = `${copyPrefix}${new Date(at).toISOString().replace(/\D/g, '').slice(0, 17)}`
    await client.query(`ALTER DATABASE sightline RENAME TO "${kept}"`)
    await client.query(`ALTER DATABASE "${wanted}" RENAME TO sightline`)
    return kept
  } finally {
    await client.end()
  }
}
