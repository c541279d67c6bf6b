import type { Box } from '@sightline/detectors/geometry/point'
import type { Face } from '../decode/blazeface.ts'
import { openTask } from '../open.ts'
import type { Place } from '../open.ts'
import type { SharedPart } from '../raster/shared-part.ts'
import { spawnWorker } from '../session/spawn-worker.ts'
import { createTaskRunner } from '../session/task-runner.ts'
import type { FaceSetup, FaceTask } from './face-session.ts'

/** Finds faces on stills, in order to hide them. */
export interface FaceDetector {
  readonly model: { readonly name: string; readonly sha256: string }
  /** All faces in these parts of a still. Rejects with a ModelError: inference_failed, worker_crashed, model_unusable. */
  readonly look: (picture: SharedPart, regions: readonly Box[]) => Promise<readonly Face[]>
  readonly close: () => Promise<void>
}

/** Makes a face detector present and verified, and starts it on a thread of its own. */
export async function openFaceDetector(name: string, place: Place): Promise<FaceDetector> {
  const { manifest, path, sha256 } = await openTask('face-detector', name, place)
  const setup: FaceSetup = { path, manifest }
  const runner = await createTaskRunner<FaceTask, readonly Face[]>(() =>
    spawnWorker(new URL('./face-worker.ts', import.meta.url), setup),
  )
  return {
    model: { name, sha256 },
    look: (picture, regions) => runner.run({ picture, regions }),
    close: runner.close,
  }
}
