import { once } from 'node:events'
import { spawnWorker } from '../session/spawn-worker.ts'

await once(spawnWorker(new URL('./session-on-load.ts', import.meta.url), process.argv[2] ?? ''), 'exit')
