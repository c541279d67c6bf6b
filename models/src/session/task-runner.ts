import type { Worker } from 'node:worker_threads'
import { ModelError } from '../model-error.ts'
import { createWorkerPool } from './worker-pool.ts'

/** Every task is done, in the order they come; none is dropped for a newer one. For stills, not for streams. */
export interface TaskRunner<Task, Result> {
  /** Rejects with a ModelError: inference_failed, worker_crashed, model_unusable. */
  readonly run: (task: Task) => Promise<Result>
  /** Lets what runs finish; what waits is rejected as `closing`. */
  readonly close: () => Promise<void>
}

interface Waiting<Task, Result> {
  readonly task: Task
  readonly resolve: (result: Promise<Result>) => void
  readonly reject: (error: Error) => void
}

/** One worker thread behind a queue; a worker that dies is replaced. */
export async function createTaskRunner<Task, Result>(spawn: () => Worker): Promise<TaskRunner<Task, Result>> {
  const queue: Waiting<Task, Result>[] = []
  const running = new Set<Promise<unknown>>()
  let ended: ModelError | null = null
  let serve = (): void => undefined
  const end = (error: ModelError) => {
    ended = error
    for (const { reject } of queue.splice(0)) reject(error)
  }
  const pool = await createWorkerPool<Task, Result>({
    size: 1,
    spawn,
    onIdle: () => serve(),
    onBroken: end,
  })
  serve = () => {
    for (let seat = pool.idle(); seat; seat = pool.idle()) {
      const next = queue.shift()
      if (!next) return
      const result = seat.run(next.task)
      next.resolve(result)
      const settled: Promise<unknown> = Promise.allSettled([result]).then(() => running.delete(settled))
      running.add(settled)
    }
  }
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        queue.push({ task, resolve, reject })
        serve()
      }),
    async close() {
      end(new ModelError('closing', {}))
      await Promise.all(running)
      await pool.close()
    },
  }
}
