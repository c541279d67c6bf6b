import type { Worker } from 'node:worker_threads'
import type { ModelError } from '../model-error.ts'
import { runtimeError } from './runtime-words.ts'

/** What a worker says. It has one task at a time, so an answer needs no number. */
export type WorkerMessage<Result> =
  | { kind: 'ready' }
  | { kind: 'unusable'; reason: string }
  | { kind: 'done'; result: Result }
  | { kind: 'failed'; reason: string }

/** One live worker and the task it is at. */
export interface WorkerSeat<Task, Result> {
  readonly isIdle: () => boolean
  readonly run: (task: Task) => Promise<Result>
  readonly close: () => Promise<void>
}

/** What a pool hears of its seats. */
export interface SeatEvents<Task, Result> {
  readonly idle: () => void
  readonly death: (seat: WorkerSeat<Task, Result>) => void
}

/**
 * Starts a worker; resolves when it is ready, rejects `model_unusable` where it dies before. A later death rejects
 * the task it was at (`worker_crashed`) and is told by `death`, once.
 */
export function openSeat<Task, Result>(
  worker: Worker,
  on: SeatEvents<Task, Result>,
): Promise<WorkerSeat<Task, Result>> {
  let state: 'starting' | 'ready' | 'gone' = 'starting'
  let lastWords = ''
  const desk = oneTask<Result>()
  const seat: WorkerSeat<Task, Result> = {
    isIdle: () => state === 'ready' && desk.isFree(),
    run: (task) => desk.begin(() => worker.postMessage(task)),
    close: async () => void (await worker.terminate()),
  }
  worker.on('error', (error: unknown) => (lastWords = error instanceof Error ? error.message : String(error)))
  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage<Result>) => {
      if (message.kind === 'unusable') lastWords = message.reason
      else if (message.kind === 'ready') {
        state = 'ready'
        resolve(seat)
      } else {
        desk.end(message)
        on.idle()
      }
    })
    worker.on('exit', (code) => {
      const reason = lastWords || `exit ${code}`
      if (state === 'ready') on.death(seat)
      state = 'gone'
      reject(runtimeError('model_unusable', new Error(reason)))
      desk.abandon(runtimeError('worker_crashed', new Error(reason)))
    })
  })
}

/** The promise of the task under way, if there is one. */
function oneTask<Result>() {
  let current: { resolve: (result: Result) => void; reject: (error: Error) => void } | null = null
  const take = () => {
    const task = current
    current = null
    return task
  }
  return {
    isFree: () => current === null,
    begin: (send: () => void) =>
      new Promise<Result>((resolve, reject) => {
        current = { resolve, reject }
        send()
      }),
    end(message: { kind: 'done'; result: Result } | { kind: 'failed'; reason: string }) {
      if (message.kind === 'done') take()?.resolve(message.result)
      else take()?.reject(runtimeError('inference_failed', new Error(message.reason)))
    },
    abandon: (error: ModelError) => take()?.reject(error),
  }
}
