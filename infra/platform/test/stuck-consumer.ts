import { z } from 'zod'
import { createLog } from '../log.ts'
import type { QueueBackend } from '../queue-backend.ts'
import { queueContract } from '../queue-contract.ts'
import { openQueues } from '../queue.ts'

/** A process that takes a job and never ends it, to be killed. It sends a message when it listens and when it has the job. */
const [backend = '', name = ''] = process.argv.slice(2)
const queues = await openQueues(
  JSON.parse(backend) as QueueBackend,
  createLog({ app: 'stuck', level: 'silent' }),
)
const contract = queueContract(name, z.object({ findingId: z.string() }))
queues.consume(
  contract,
  () => {
    process.send?.('took')
    return new Promise(() => undefined)
  },
  { lockMs: 1000 },
)
process.send?.('ready')
