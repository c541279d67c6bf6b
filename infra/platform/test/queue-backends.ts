import { randomBytes } from 'node:crypto'
import type { Log } from '../log.ts'
import type { QueueBackend } from '../queue-backend.ts'
import { openQueues, type Queues } from '../queue.ts'
import { freshDatabase, testServer } from './test-servers.ts'

const pg = testServer('pg')
const redis = testServer('redis')

/** How long a test waits for what a queue does by itself. */
export const WAIT = { timeout: 20_000, interval: 25 }

interface Place {
  readonly backend: QueueBackend
  drop(): Promise<void>
}

/** Every backend by its name, its server where the test run has one, and a place of its own on it. */
export const backends: [string, string | null, () => Promise<Place>][] = [
  [
    'postgres',
    pg,
    async () => {
      const { url, drop } = await freshDatabase(pg ?? '')
      return { backend: { backend: 'postgres', url }, drop }
    },
  ],
  [
    'redis',
    redis,
    async () => ({
      backend: { backend: 'redis', url: redis ?? '', prefix: `test-${randomBytes(4).toString('hex')}` },
      drop: async () => undefined,
    }),
  ],
]

/** Opens queues as several processes would, and closes all of them. */
export function createOpener(place: () => Place, log: Log) {
  const opened: Queues[] = []
  return {
    async openOne(): Promise<Queues> {
      const queues = await openQueues(place().backend, log)
      opened.push(queues)
      return queues
    },
    closeAll: async (): Promise<void> => void (await Promise.all(opened.splice(0).map((one) => one.close()))),
  }
}
