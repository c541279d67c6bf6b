import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort, startChild, until } from '../../start/child.ts'

/** Starts a throw-away `redis-server` from PATH, kept in memory, never evicting (BullMQ's condition). */
export async function startRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'sightline-redis-'))
  const port = await freePort()
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  const child = startChild('redis-server', [...args, '--maxmemory-policy', 'noeviction'])
  const url = `redis://127.0.0.1:${port}`
  await until(`redis-server answers (${child.tail()})`, async () => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
    client.on('error', () => undefined)
    await client.connect()
    await client.quit()
    return true
  })
  return {
    url,
    async stop() {
      await child.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
