import { environment } from '../config.ts'
import { openDatabase } from '../database/client.ts'
import { releaseWorker } from './release.ts'

const usage = `usage: workers release ID
A worker's id belongs to the key that first came with it. Release lets the next key have it: for a worker whose key is
lost. It needs DATABASE_URL.
处理节点的名称属于首次使用它的密钥。密钥丢失后用 release 解除绑定。需要 DATABASE_URL。`

async function run([verb, workerId, ...more]: string[]): Promise<void> {
  if (verb === '--help') return void process.stdout.write(`${usage}\n`)
  const url = environment()['DATABASE_URL']
  if (verb !== 'release' || workerId === undefined || more.length > 0) throw new Error(usage)
  if (!url) throw new Error(`DATABASE_URL is not set\n${usage}`)
  const db = openDatabase(url, { maxConnections: 2 })
  try {
    await releaseWorker({ db, now: () => Date.now() }, workerId, 'system')
    process.stdout.write(`${workerId}: released\n`)
  } finally {
    await db.$disconnect()
  }
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
})
