import type { Worker } from 'node:worker_threads'
import type { ModelError } from '../model-error.ts'
import { openSeat } from './worker-seat.ts'
import type { WorkerSeat } from './worker-seat.ts'

export interface WorkerPool<Task, Result> {
  /** An idle worker, if there is one. */
  readonly idle: () => WorkerSeat<Task, Result> | undefined
  /** Workers alive now, and how many have died so far. */
  readonly health: () => { workers: number; crashes: number }
  readonly close: () => Promise<void>
}

export interface PoolOptions {
  readonly size: number
  readonly spawn: () => Worker
  /** A worker has become free. */
  readonly onIdle: () => void
  /** The last worker is gone and its replacement did not start: nothing will ever run again. */
  readonly onBroken: (error: ModelError) => void
}

/** Starts the workers and resolves when all are ready. One that dies is replaced. */
export async function createWorkerPool<Task, Result>(
  options: PoolOptions,
): Promise<WorkerPool<Task, Result>> {
  const seats = new Set<WorkerSeat<Task, Result>>()
  let crashes = 0
  let closing = false
  const open = async (): Promise<void> => {
    const seat = await openSeat<Task, Result>(options.spawn(), { idle: options.onIdle, death })
    if (closing) return seat.close()
    seats.add(seat)
    options.onIdle()
  }
  const death = (seat: WorkerSeat<Task, Result>) => {
    seats.delete(seat)
    if (closing) return
    crashes += 1
    open().catch((error: ModelError) => {
      if (seats.size === 0) options.onBroken(error)
    })
  }
  const close = async () => {
    closing = true
    await Promise.all([...seats].map((seat) => seat.close()))
  }
  const opened = await Promise.allSettled(Array.from({ length: options.size }, open))
  const refused = opened.find((outcome) => outcome.status === 'rejected')
  if (refused) {
    await close()
    throw refused.reason
  }
  return {
    idle: () => [...seats].find((seat) => seat.isIdle()),
    health: () => ({ workers: seats.size, crashes }),
    close,
  }
}
