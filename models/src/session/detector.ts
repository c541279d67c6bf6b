import type { Worker } from 'node:worker_threads'
import type { Size } from '../letterbox.ts'
import { ModelError } from '../model-error.ts'
import type { PreparedModel } from '../prepared-model.ts'
import { createFrameDesk } from './frame-desk.ts'
import type { InferenceResult } from './frame-desk.ts'
import { serveDesk } from './serve-desk.ts'
import type { DetectorCounts } from './serve-desk.ts'
import type { SessionSetup, SessionTask } from './session-task.ts'
import { createSlots } from './slots.ts'
import { spawnWorker } from './spawn-worker.ts'

export interface Detector {
  /** `sha256` is of the prepared file, the bytes that ran. */
  readonly model: {
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
   * worker_crashed, model_unusable.
   */
  readonly submit: (sourceId: string, frame: Uint8Array, picture: Size) => Promise<InferenceResult>
  readonly counts: () => DetectorCounts
  /** Lets what runs finish; what waits is dropped as `closing`. */
  readonly close: () => Promise<void>
}

export interface DetectorOptions {
  readonly model: PreparedModel
  /** Worker threads, one session each; one per core is the most that helps. */
  readonly workers: number
  /** The lowest score reported; the manifest's where absent. */
  readonly threshold?: number
}

const spawnSession = (setup: SessionSetup): Worker =>
  spawnWorker(new URL('./session-worker.ts', import.meta.url), setup)

/** Starts the sessions of a model; resolves when all can look, rejects `model_unusable` where one cannot. */
export async function createDetector(options: DetectorOptions, spawn = spawnSession): Promise<Detector> {
  const { manifest, sha256, path } = options.model
  const { width, height } = manifest.input
  const threshold = options.threshold ?? manifest.thresholds.score
  const slots = createSlots(width * height * 3)
  const desk = createFrameDesk<SessionTask>(
    ({ frame }) => slots.give(frame),
    () => performance.now(),
  )
  const served = await serveDesk({
    desk,
    workers: options.workers,
    spawn: () => spawn({ path, manifest, threshold }),
  })
  return {
    model: { name: manifest.name, sha256, inputWidth: width, inputHeight: height, threshold },
    async submit(sourceId, frame, picture) {
      const expected = width * height * 3
      if (frame.length !== expected)
        throw new ModelError('frame_size_mismatch', { expected, found: frame.length })
      return served.put(sourceId, { frame: slots.take(frame), picture })
    },
    counts: served.counts,
    close: served.close,
  }
}
