import type { Worker } from 'node:worker_threads'
import type { FrameCounts, FrameDesk, InferenceResult } from './frame-desk.ts'
import type { SessionResult } from './session-task.ts'
import { createWorkerPool } from './worker-pool.ts'
import type { WorkerPool } from './worker-pool.ts'

/** `workers` are alive now; `crashes` is how many have died so far. */
export type DetectorCounts = FrameCounts & { readonly workers: number; readonly crashes: number }

/** A desk with workers behind it. */
export interface Served<Task> {
  readonly put: (source: string, task: Task) => Promise<InferenceResult>
  readonly counts: () => DetectorCounts
  /** Lets what runs finish; what waits is dropped as `closing`. */
  readonly close: () => Promise<void>
}

export interface ServeOptions<Task> {
  readonly desk: FrameDesk<Task>
  readonly workers: number
  readonly spawn: () => Worker
}

/** Starts the workers of a desk; resolves when all can look, rejects `model_unusable` where one cannot. */
export async function serveDesk<Task>({ desk, workers, spawn }: ServeOptions<Task>): Promise<Served<Task>> {
  let serve = (): void => undefined
  const pool = await createWorkerPool<Task, SessionResult>({
    size: workers,
    spawn,
    onIdle: () => serve(),
    onBroken: (error) => desk.breakDown(error),
  })
  const server = createServer(desk, pool)
  serve = server.serve
  return {
    put(source, task) {
      const look = desk.put(source, task)
      serve()
      return look
    },
    counts: () => ({ ...desk.counts(), ...pool.health() }),
    async close() {
      desk.close()
      await server.finished()
      await pool.close()
    },
  }
}

/** Gives waiting frames to idle workers. */
function createServer<Task>(desk: FrameDesk<Task>, pool: WorkerPool<Task, SessionResult>) {
  const running = new Set<Promise<void>>()
  const serve = (): void => {
    for (let seat = pool.idle(); seat; seat = pool.idle()) {
      const frame = desk.take()
      if (!frame) return
      const look = seat
        .run(frame.task)
        .then(frame.done, frame.failed)
        .then(() => {
          running.delete(look)
          serve()
        })
      running.add(look)
    }
  }
  return { serve, finished: async () => void (await Promise.all(running)) }
}
