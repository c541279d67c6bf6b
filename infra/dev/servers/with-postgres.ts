import { spawnSync } from 'node:child_process'
import { startPostgres } from '../../start/postgres.ts'

/** Runs a TypeScript program beside a throw-away PostgreSQL (SIGHTLINE_TEST_PG): `with-postgres.ts FILE [args…]`. */
const given = process.env['SIGHTLINE_TEST_PG']
const server = given ? null : await startPostgres()
const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, SIGHTLINE_TEST_PG: given ?? server?.url },
})
await server?.stop()
process.exit(status ?? 1)
