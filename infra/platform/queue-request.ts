import { setTimeout as delay } from 'node:timers/promises'
import type { Job } from 'bullmq'
import { CodedError, fromReason } from './error.ts'
import type { Log } from './log.ts'
import type { QueuePart } from './queue-backend.ts'

export interface Request {
  name: string
  stored: unknown
  timeoutMs: number
}

/** Of what ended after its time. A request whose outcome was read is removed at once, with the picture it may hold. */
const KEPT = { removeOnComplete: { age: 60, count: 1000 }, removeOnFail: { age: 60, count: 1000 } }
const POLL_MS = 50

/**
 * Adds the job, asks for its outcome until it is there, and removes it. Asked for, not listened to: BullMQ's event stream
 * on PostgreSQL may begin after a quick job's end, and such a reply would come late or never.
 */
export async function awaitReply(queue: QueuePart, request: Request, log: Log): Promise<unknown> {
  const { name, stored, timeoutMs } = request
  const deadline = new AbortController()
  const added: Promise<Job> = queue.add(name, stored, { ...KEPT, attempts: 1 })
  const late = delay(timeoutMs, undefined, { signal: deadline.signal }).then(() => {
    withdraw(queue, added, log)
    throw new CodedError('queue_reply_late', { queue: name, timeoutMs })
  })
  try {
    const job = await Promise.race([added.then((begun) => pollEnd(queue, begun, deadline.signal)), late])
    withdraw(queue, added, log)
    return outcomeOf(job)
  } finally {
    deadline.abort()
  }
}

async function pollEnd(queue: QueuePart, { id = '', queueName }: Job, over: AbortSignal): Promise<Job> {
  while (!over.aborted) {
    const job = (await queue.getJob(id)) as Job | undefined
    if (!job) throw new CodedError('queue_request_failed', { queue: queueName, reason: 'the job is gone' })
    if (job.finishedOn !== undefined) return job
    await delay(POLL_MS)
  }
  throw new CodedError('queue_reply_late', { queue: queueName })
}

function outcomeOf(job: Job): unknown {
  const reason: string | undefined = job.failedReason
  if (!reason) return job.returnvalue
  throw fromReason(reason) ?? new CodedError('queue_request_failed', { queue: job.queueName, reason })
}

/** Nobody waits any more: what has not begun shall not begin, and what has ended is not kept. */
function withdraw(queue: QueuePart, added: Promise<Job>, log: Log): void {
  added
    .then(({ id = '' }) => queue.remove(id))
    .catch((err: unknown) => log.warn({ err }, 'could not remove a request'))
}
