import type { Worker } from 'node:worker_threads'
import type { Size } from '../letterbox.ts'
import { ModelError } from '../model-error.ts'
import type { PreparedNetwork } from '../prepared-network.ts'
import { createFrameDesk } from './frame-desk.ts'
import type { FrameCounts, FrameDesk, Look } from './frame-desk.ts'
import type { SessionResult, SessionSetup, SessionTask } from './session-task.ts'
import { spawnWorker } from './spawn-worker.ts'
import { createWorkerPool } from './worker-pool.ts'
import type { WorkerPool } from './worker-pool.ts'

/** `workers` are alive now; `crashes` is how many have died so far. */
export type DetectorCounts = FrameCounts & { readonly workers: number; readonly crashes: number }

export interface Detector {
  /** `sha256` is of the prepared file, the bytes that ran. */
  readonly network: {
    readonly name: string
    readonly sha256: string
    readonly inputWidth: number
    readonly inputHeight: number
    readonly threshold: number
  }
  /**
   * Hands over one frame (rgb24, inputWidth x inputHeight, letterboxed as the manifest says); its bytes are copied at once.
   * Resolves with detections in 0..1 of the original `picture`, or with a drop if a newer frame of the same source took
   * its place. Answers of one source come in order. Rejects with a ModelError: frame_size_mismatch, inference_failed,
   * worker_crashed, network_unusable.
   */
  readonly submit: (sourceId: string, frame: Uint8Array, picture: Size) => Promise<Look>
  readonly counts: () => DetectorCounts
  /** Lets what runs finish; what waits is dropped as `closing`. */
  readonly close: () => Promise<void>
}

export interface DetectorOptions {
  readonly network: PreparedNetwork
  /** Worker threads, one session each; one per core is the most that helps. */
  readonly workers: number
  /** The lowest score reported; the manifest's where absent. */
  readonly threshold?: number
}

const spawnSession = (setup: SessionSetup): Worker =>
  spawnWorker(new URL('./session-worker.ts', import.meta.url), setup)

/** Starts the sessions of a network; resolves when all can look, rejects `network_unusable` where one cannot. */
export async function createDetector(options: DetectorOptions, spawn = spawnSession): Promise<Detector> {
  const { manifest, sha256, path } = options.network
  const { width, height } = manifest.input
  const threshold = options.threshold ?? manifest.thresholds.score
  const desk = createFrameDesk(width * height * 3, () => performance.now())
  let serve = (): void => undefined
  const pool = await createWorkerPool<SessionTask, SessionResult>({
    size: options.workers,
    spawn: () => spawn({ path, manifest, threshold }),
    onIdle: () => serve(),
    onBroken: (error) => desk.breakDown(error),
  })
  const server = createServer(desk, pool)
  serve = server.serve
  return {
    network: { name: manifest.name, sha256, inputWidth: width, inputHeight: height, threshold },
    async submit(sourceId, frame, picture) {
      const expected = width * height * 3
      if (frame.length !== expected)
        throw new ModelError('frame_size_mismatch', { expected, found: frame.length })
      const look = desk.put(sourceId, frame, picture)
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
function createServer(desk: FrameDesk, pool: WorkerPool<SessionTask, SessionResult>) {
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
