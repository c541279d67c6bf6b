import { UnrecoverableError, type Job } from 'bullmq'
import { z } from 'zod'
import { nextDelay } from './backoff.ts'
import type { CountedLog } from './counted-log.ts'
import { CodedError, toReason } from './error.ts'
import type { Log } from './log.ts'
import type { QueueParts, WorkerPart } from './queue-backend.ts'
import type { QueueContract } from './queue-contract.ts'
import type { Random } from './random.ts'
import { redactFacts, redactText } from './redact.ts'

/** What a handler knows of its job beside the payload. */
export interface JobContext {
  jobId: string
  /** 1 at the first run. */
  attempt: number
  /** Whether a failure now is for good. */
  isLast: boolean
  /** Aborted when the process is closing: finish or give up soon. */
  signal: AbortSignal
}

export type Handler<P extends z.ZodType, R extends z.ZodType> = (
  payload: z.output<P>,
  context: JobContext,
) => Promise<z.input<R>>

export interface ConsumeOptions {
  /** How many jobs at a time; 1 unless told. */
  concurrency?: number
  /** How long after its worker's death a job may lie before another takes it up, in ms; 30 s unless told. */
  lockMs?: number
  /** What trying again cannot mend: such a failure is for good. Nothing is unless told. */
  isForGood?: (error: unknown) => boolean
}

interface ConsumerDeps {
  parts: QueueParts
  log: Log
  warnings: CountedLog
  random: Random
}

const BACKOFF_MAX_MS = 5 * 60_000
/** How often a job may lose its worker (a crash, a kill) before it is held for the cause of it. */
const MAX_STALLED = 5

/** The one place where a job's failure is judged: malformed, or to be tried again. */
export function createConsumers({ parts, log, warnings, random }: ConsumerDeps) {
  const workers = new Map<string, WorkerPart>()
  const closing = new AbortController()

  function consume<P extends z.ZodType, R extends z.ZodType>(
    contract: QueueContract<P, R>,
    handler: Handler<P, R>,
    { concurrency = 1, lockMs = 30_000, isForGood = () => false }: ConsumeOptions = {},
  ): void {
    const queue = contract.name
    if (workers.has(queue)) throw new CodedError('queue_consumer_exists', { queue })
    const worker = parts.worker(
      queue,
      (job) => run(job, { contract, handler, signal: closing.signal, log, isForGood }),
      {
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs,
        maxStalledCount: MAX_STALLED,
        settings: {
          backoffStrategy: (attempt, ...[, , job]) =>
            nextDelay(attempt, { baseMs: baseMsOf(job), maxMs: BACKOFF_MAX_MS }, random),
        },
      },
    )
    worker.on('error', (err) => warnings.warn('queue worker trouble', { err, queue }))
    workers.set(queue, worker)
  }

  async function close(): Promise<void> {
    closing.abort()
    await Promise.all([...workers.values()].map((worker) => worker.close()))
  }

  return { consume, close }
}

interface Run<P extends z.ZodType, R extends z.ZodType> {
  contract: QueueContract<P, R>
  handler: Handler<P, R>
  signal: AbortSignal
  log: Log
  isForGood: (error: unknown) => boolean
}

async function run<P extends z.ZodType, R extends z.ZodType>(
  job: Job,
  { contract, handler, signal, log, isForGood }: Run<P, R>,
) {
  const context = toContext(job, signal)
  const about = { queue: contract.name, jobId: context.jobId, attempt: context.attempt }
  try {
    const payload = contract.payload.safeParse(job.data)
    // A bad payload never improves.
    if (!payload.success) throw new UnrecoverableError(z.prettifyError(payload.error))
    const reply = await handler(payload.data, context)
    const checked = contract.reply.safeParse(reply)
    if (!checked.success)
      throw new CodedError('queue_reply_invalid', { problem: z.prettifyError(checked.error) })
    return { reply }
  } catch (error) {
    const isHopeless = error instanceof UnrecoverableError || isForGood(error)
    const isFinal = context.isLast || isHopeless
    log[isFinal ? 'error' : 'warn'](
      { ...about, err: error },
      isFinal ? 'job failed' : 'job failed, will be tried again',
    )
    throw toStoredFailure(error, isHopeless)
  }
}

/** BullMQ keeps a failure's message and stack: cleaned of secrets, and a coded error as the line that `request` reads. */
function toStoredFailure(error: unknown, isHopeless: boolean): Error {
  const reason = error instanceof CodedError ? toReason(clean(error)) : redactText(toReason(error))
  const failure = isHopeless ? new UnrecoverableError(reason) : new Error(reason)
  failure.stack = error instanceof Error && error.stack ? redactText(error.stack) : reason
  return failure
}

/** Fact by fact, so that the line stays the JSON it is. */
const clean = ({ code, facts }: CodedError): CodedError => new CodedError(code, redactFacts(facts))

function toContext(job: Job, signal: AbortSignal): JobContext {
  const attempt = job.attemptsMade + 1
  return { jobId: job.id ?? '', attempt, isLast: attempt >= (job.opts.attempts ?? 1), signal }
}

function baseMsOf(job: { opts: { backoff?: unknown } } | undefined): number {
  const backoff = z.object({ delay: z.number() }).safeParse(job?.opts.backoff)
  return backoff.success ? backoff.data.delay : 1000
}
