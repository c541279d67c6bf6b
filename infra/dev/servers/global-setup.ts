import { startPostgres } from '../../start/postgres.ts'
import { startRedis } from './redis.ts'
import { hasProgram, startS3 } from './s3.ts'

const missing = (what: string, why: string): void => {
  const line = `${what}: ${why}; its tests are skipped`
  if (process.env['CI'] === 'true') throw new Error(`${line}, which CI does not allow`)
  process.stderr.write(`${line}\n`)
}

/** Vitest calls `setup` once for every project that names this file, each time as a new module: one place for both. */
const shared = globalThis as {
  sightlineTestServers?: { started: Promise<() => Promise<void>>; users: number }
}

/**
 * The servers of the integration tests, once per run, whatever the number of projects: their addresses go to the tests
 * by environment (SIGHTLINE_TEST_PG, _REDIS, _S3); an address that is set already is used as it is.
 */
export async function setup(): Promise<() => Promise<void>> {
  const servers = (shared.sightlineTestServers ??= { started: startServers(), users: 0 })
  servers.users += 1
  const stop = await servers.started
  return async () => {
    servers.users -= 1
    if (servers.users === 0) await stop()
  }
}

async function startServers(): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = []
  const offer = async (name: string, start: () => Promise<{ url: string; stop(): Promise<void> }>) => {
    if (process.env[name]) return
    const server = await start()
    process.env[name] = server.url
    stops.push(async () => {
      await server.stop()
      delete process.env[name]
    })
  }
  await offer('SIGHTLINE_TEST_PG', () => startPostgres())
  if (hasProgram('redis-server')) await offer('SIGHTLINE_TEST_REDIS', startRedis)
  else missing('Redis', 'redis-server is not on PATH')
  if (process.env['SIGHTLINE_TEST_S3'] || hasProgram('minio') || hasProgram('radosgw'))
    await offer('SIGHTLINE_TEST_S3', startS3)
  else missing('S3', 'neither minio nor radosgw is on PATH, and SIGHTLINE_TEST_S3 is not set')
  return async () => {
    for (const stop of stops.reverse()) await stop()
  }
}
