import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq'
import type { Processor, QueueOptions, WorkerOptions } from 'bullmq'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { CodedError } from './error.ts'
import { redactText } from './redact.ts'

/** Where jobs live: PostgreSQL in the embedded composition, Redis in production. Same contracts, same behaviour. */
export type QueueBackend =
  | { readonly backend: 'postgres'; readonly url: string }
  | { readonly backend: 'redis'; readonly url: string; readonly prefix?: string }

type WorkOptions = Omit<WorkerOptions, 'connection' | 'prefix'>
type JobDefaults = Pick<QueueOptions, 'defaultJobOptions'>

/** Makes BullMQ's parts for one backend; each part owns its connections and is closed by its owner. */
export interface QueueParts {
  queue(name: string, options: JobDefaults): QueuePart
  worker(name: string, process: Processor, options: WorkOptions): WorkerPart
}

export type QueuePart = Part &
  Pick<Queue, 'add' | 'getJob' | 'getFailed' | 'getJobCounts' | 'remove' | 'waitUntilReady'>
export type WorkerPart = Part
interface Part {
  on(event: 'error', listener: (error: Error) => void): unknown
  close(): Promise<void>
}

/** A queue seldom needs more than one connection at a time; a worker also holds one that listens. */
const POOL_SIZE = 2

/** Checks that the backend answers (`queue_backend_unreachable` otherwise) and, on PostgreSQL, brings its tables up to date: under a lock, so that processes that start together do it once. */
export async function connectBackend(backend: QueueBackend, connectMs: number): Promise<QueueParts> {
  try {
    if (backend.backend === 'postgres') await migrate(backend.url, connectMs)
    else await ping(backend.url, connectMs)
  } catch (cause) {
    const problem = redactText(cause instanceof Error ? cause.message : String(cause))
    const facts = { backend: backend.backend, address: redactText(backend.url), problem }
    throw new CodedError('queue_backend_unreachable', facts, { cause })
  }
  return backend.backend === 'postgres' ? postgresParts(backend.url, connectMs) : redisParts(backend)
}

async function migrate(url: string, connectMs: number): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectMs })
  await client.connect()
  try {
    await runMigrations(client)
  } finally {
    await client.end()
  }
}

async function ping(url: string, connectMs: number): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: connectMs,
  })
  let cause: unknown
  redis.on('error', (error) => (cause = error))
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    throw cause ?? error
  } finally {
    redis.disconnect()
  }
}

function postgresParts(url: string, connectMs: number): QueueParts {
  const connection = { connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: connectMs }
  return {
    queue: (name, options) => new Queue(name, { ...options, connection }, createPostgresBackend),
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, connection }, createPostgresBackend),
  }
}

function redisParts({ url, prefix = 'sightline' }: { url: string; prefix?: string }): QueueParts {
  // BullMQ retries for ever: a job waits for Redis to come back rather than fail with it.
  const shared = { connection: { url, maxRetriesPerRequest: null }, prefix }
  return {
    queue: (name, options) => new Queue(name, { ...options, ...shared }),
    worker: (name, process, options) => new Worker(name, process, { ...options, ...shared }),
  }
}
