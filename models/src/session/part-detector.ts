import type { Worker } from 'node:worker_threads'
import type { SeeingManifest } from '../manifest.ts'
import { leastScoreOf } from '../offered.ts'
import type { PreparedModel } from '../prepared-model.ts'
import { createFrameDesk } from './frame-desk.ts'
import type { InferenceResult } from './frame-desk.ts'
import type { PartSetup, PartTask } from './part-task.ts'
import { serveDesk } from './serve-desk.ts'
import type { DetectorCounts } from './serve-desk.ts'
import { spawnWorker } from './spawn-worker.ts'

/** A model that looks at parts of pictures. */
export interface PartDetector {
  /** `sha256` is of the prepared file, the bytes that ran. */
  readonly model: { readonly name: string; readonly sha256: string; readonly threshold: number }
  /**
   * Looks at every region of a picture, and answers once for all of them: detections in 0..1 of the camera's picture, or
   * a drop as `Detector.submit`. Answers of one source come in order. Rejects as `Detector.submit` does.
   */
  readonly look: (sourceId: string, task: PartTask) => Promise<InferenceResult>
  readonly counts: () => DetectorCounts
  /** Lets what runs finish; what waits is dropped as `closing`. */
  readonly close: () => Promise<void>
}

const spawnPart = (setup: PartSetup): Worker =>
  spawnWorker(new URL('./part-worker.ts', import.meta.url), setup)

/** Starts the model on one thread; resolves when it can look, rejects `model_unusable` where it cannot. */
export async function createPartDetector(
  { manifest, path, sha256 }: PreparedModel<SeeingManifest>,
  spawn = spawnPart,
): Promise<PartDetector> {
  const threshold = leastScoreOf(manifest)
  const desk = createFrameDesk<PartTask>(
    () => undefined,
    () => performance.now(),
  )
  const served = await serveDesk({ desk, workers: 1, spawn: () => spawn({ path, manifest, threshold }) })
  const { put: look, counts, close } = served
  return { model: { name: manifest.name, sha256, threshold }, look, counts, close }
}
