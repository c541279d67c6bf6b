import type { Job } from 'bullmq'
import { z } from 'zod'
import { countedLog, type CountedLog } from './counted-log.ts'
import { withDeadline } from './deadline.ts'
import { CodedError } from './error.ts'
import type { Log } from './log.ts'
import { connectBackend, type QueueBackend, type QueuePart } from './queue-backend.ts'
import type { QueueContract } from './queue-contract.ts'
import { createConsumers, type ConsumeOptions, type Handler } from './queue-consumers.ts'
import { createPool, type QueuePool } from './queue-pool.ts'
import { awaitReply } from './queue-request.ts'
import { systemRandom, type Random } from './random.ts'
import { redactText } from './redact.ts'

export interface ProduceOptions {
  /** The same id is one job, however often it is produced: for as long as it is known, finished ones included. One that failed for good is tried anew. No ':' and not a whole number. */
  jobId?: string
  /** How often it may run in all; 8 unless told. */
  attempts?: number
  /** The wait after the first failure, in ms; doubled each time up to five minutes, with jitter. 1000 unless told. */
  backoffMs?: number
  delayMs?: number
}

export interface FailedJob {
  jobId: string
  reason: string
  failedAt: Date
}

export type JobCounts = Readonly<Record<'waiting' | 'active' | 'delayed' | 'completed' | 'failed', number>>

export interface Queues {
  /** Resolves when the job is stored. Refuses a payload that breaks the contract with `queue_payload_invalid`. */
  produce<P extends z.ZodType>(
    contract: QueueContract<P, z.ZodVoid>,
    payload: z.input<P>,
    options?: ProduceOptions,
  ): Promise<{ jobId: string }>
  /**
   * Runs the handler for each job. A malformed payload fails for good, with its reason, without the handler; what the
   * handler throws follows the attempts set by `produce`. A second consumer of a contract in a process is refused.
   */
  consume<P extends z.ZodType, R extends z.ZodType>(
    contract: QueueContract<P, R>,
    handler: Handler<P, R>,
    options?: ConsumeOptions,
  ): void
  /** Adds a job and waits for its reply; tried once. A coded error of the handler arrives with its code and facts; any other as `queue_request_failed`; no reply in time as `queue_reply_late`, and the job is withdrawn if it has not begun. */
  request<P extends z.ZodType, R extends z.ZodType>(
    contract: QueueContract<P, R>,
    payload: z.input<P>,
    options: { timeoutMs: number },
  ): Promise<z.output<R>>
  counts(contract: QueueContract): Promise<JobCounts>
  /** The newest jobs that failed for good. */
  failures(contract: QueueContract, limit: number): Promise<FailedJob[]>
  /** Tells handlers by their signal, waits for running jobs, then closes every connection. */
  close(): Promise<void>
}

const DAY_S = 24 * 60 * 60
const KEPT = {
  removeOnComplete: { age: 3 * DAY_S, count: 1000 },
  removeOnFail: { age: 30 * DAY_S, count: 1000 },
  stackTraceLimit: 3,
}

/** What a worker stores of a run: an object even where there is no reply. */
const envelopeSchema = z.object({ reply: z.unknown() })

/** Longer than this no answer of the backend is waited for, ms. */
const ANSWER_MS = 10_000

export async function openQueues(
  backend: QueueBackend,
  log: Log,
  { random = systemRandom, answerMs = ANSWER_MS }: { random?: Random; answerMs?: number } = {},
): Promise<Queues> {
  const parts = await connectBackend(backend, answerMs)
  const warnings = countedLog(log)
  const queues = createPool((name) => watched(parts.queue(name, { defaultJobOptions: KEPT }), name, warnings))
  const ask = askWithin(queues, answerMs)
  const consumers = createConsumers({ parts, log, warnings, random })

  return {
    async produce(contract, payload, options = {}) {
      const stored = toStored(contract, payload)
      return ask(contract.name, (queue) => add(queue, { name: contract.name, stored, options }))
    },
    consume: consumers.consume,
    async request(contract, payload, { timeoutMs }) {
      const request = { name: contract.name, stored: toStored(contract, payload), timeoutMs }
      const outcome = await awaitReply(await ask(contract.name, async (queue) => queue), request, log)
      return contract.reply.parse(envelopeSchema.parse(outcome).reply)
    },
    async counts({ name }) {
      const found = await ask(name, (queue) =>
        queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed'),
      )
      const { waiting = 0, active = 0, delayed = 0, completed = 0, failed = 0 } = found
      return { waiting, active, delayed, completed, failed }
    },
    async failures({ name }, limit) {
      const jobs: Job[] = await ask(name, (queue) => queue.getFailed(0, limit - 1))
      return jobs.map(toFailedJob)
    },
    async close() {
      await consumers.close()
      await queues.close()
      warnings.flush()
    },
  }
}

/** An answer in time, or `queue_no_answer`. What was asked may still happen: a job with an id is one job all the same. */
const askWithin =
  (queues: QueuePool<QueuePart>, answerMs: number) =>
  <T>(queue: string, work: (part: QueuePart) => Promise<T>): Promise<T> =>
    withDeadline(
      queues.of(queue).then(work),
      answerMs,
      () => new CodedError('queue_no_answer', { queue, seconds: answerMs / 1000 }),
    )

/** Checked as the consumer will read it: after a trip through JSON. */
function toStored(contract: QueueContract, payload: unknown): unknown {
  const stored: unknown = JSON.parse(JSON.stringify(payload))
  const parsed = contract.payload.safeParse(stored)
  if (parsed.success) return stored
  const facts = { queue: contract.name, problem: redactText(z.prettifyError(parsed.error)) }
  throw new CodedError('queue_payload_invalid', facts)
}

async function add(
  queue: QueuePart,
  { name, stored, options }: { name: string; stored: unknown; options: ProduceOptions },
): Promise<{ jobId: string }> {
  if (options.jobId !== undefined) await clearFailed(queue, options.jobId)
  return { jobId: jobIdOf(await queue.add(name, stored, toJobOptions(options))) }
}

async function clearFailed(queue: QueuePart, jobId: string): Promise<void> {
  if (jobId.includes(':') || /^\d+$/.test(jobId)) throw new CodedError('queue_job_id_invalid', { jobId })
  const known = (await queue.getJob(jobId)) as Job | undefined
  if (await known?.isFailed()) await queue.remove(jobId)
}

function toJobOptions({ jobId, attempts = 8, backoffMs = 1000, delayMs = 0 }: ProduceOptions) {
  const options = { attempts, delay: delayMs, backoff: { type: 'jittered', delay: backoffMs } }
  return jobId === undefined ? options : { ...options, jobId }
}

function jobIdOf(job: Job): string {
  if (job.id === undefined) throw new Error(`A job of ${job.queueName} was stored without an id`)
  return job.id
}

function toFailedJob(job: Job): FailedJob {
  return {
    jobId: jobIdOf(job),
    reason: job.failedReason,
    failedAt: new Date(job.finishedOn ?? job.timestamp),
  }
}

/** Connections drop and come back by themselves: said, in bounded lines, but no reason to stop. */
function watched<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(
  part: T,
  queue: string,
  warnings: CountedLog,
): T {
  part.on('error', (err) => warnings.warn('queue backend trouble', { err, queue }))
  return part
}
