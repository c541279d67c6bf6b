import pg from 'pg'
import { CodedError } from '@sightline/infra/platform/error'
import { locks } from './locks.ts'
import { migrationNames, openMigrationEngine } from './migration-engine.ts'
import { withClient } from './runtime-role.ts'

/** Applies every pending migration. Several may start at once: they wait for each other and one applies. */
export async function deployMigrations(url: string): Promise<readonly string[]> {
  // Its wait for another that migrates has no end; one for a server that is not there has.
  const lock = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 })
  await lock.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [locks.migration])
    const engine = await openMigrationEngine(url)
    try {
      return await engine.deploy()
    } finally {
      await engine.close()
    }
  } finally {
    await lock.end()
  }
}

/** What of it is applied, where this role may not migrate; null: it may. */
async function appliedHere(url: string): Promise<string[] | null> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>(
      `SELECT pg_has_role(current_user, relowner, 'USAGE') AS mine FROM pg_class
       WHERE oid = to_regclass('public._prisma_migrations')`,
    )
    if (rows[0]?.mine !== false) return null
    const applied = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    return applied.rows.map((row) => row.migration_name)
  })
}

/**
 * As `deployMigrations` for the role that owns the tables. Any other only finds that nothing is pending, or is refused
 * (`database_not_migrated`): the owner migrates before the programs start.
 */
export async function ensureMigrated(url: string): Promise<void> {
  const applied = await appliedHere(url)
  if (applied === null) return void (await deployMigrations(url))
  const pending = migrationNames().filter((name) => !applied.includes(name))
  if (pending.length === 0) return
  const fix = 'sightline db deploy, then sightline db roles, with DATABASE_URL of the owner'
  throw new CodedError('database_not_migrated', { pending, fix })
}
