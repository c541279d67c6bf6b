import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadData } from './spawn-worker.ts'
import type { WorkerMessage } from './worker-seat.ts'

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The whole of a worker thread: opens what does the work, says that it is ready, answers each task. */
export function serveTasks<Setup, Task, Result>(
  open: (setup: Setup) => Promise<(task: Task) => Promise<Result>>,
): void {
  const port = parentPort
  if (!port) throw new Error('started outside a worker thread')
  const say = (message: WorkerMessage<Result>): void => port.postMessage(message)
  open((workerData as ThreadData<Setup>).setup).then(
    (work) => {
      port.on('message', (task: Task) => {
        work(task).then(
          (result) => say({ kind: 'done', result }),
          (error: unknown) => say({ kind: 'failed', reason: reasonOf(error) }),
        )
      })
      say({ kind: 'ready' })
    },
    (error: unknown) => {
      say({ kind: 'unusable', reason: reasonOf(error) })
      port.close()
    },
  )
}
