import pg from 'pg'
import { locks } from './locks.ts'
import { openMigrationEngine } from './migration-engine.ts'

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
