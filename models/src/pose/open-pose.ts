import type { Body } from '@sightline/detectors/pose/body'
import type { ManifestOf } from '../manifest.ts'
import { openTask } from '../open.ts'
import type { Place } from '../open.ts'
import type { PreparedModel } from '../prepared-model.ts'
import { spawnWorker } from '../session/spawn-worker.ts'
import { createTaskRunner } from '../session/task-runner.ts'
import type { PoseSetup, PoseTask } from './pose-session.ts'

/** A model that tells where the joints of a person are. */
export interface PoseModel {
  /** `sha256` is of the prepared file, the bytes that ran. */
  readonly model: { readonly name: string; readonly sha256: string; readonly threshold: number }
  /** One body for each person, in their order. Rejects with a ModelError: inference_failed, worker_crashed, model_unusable. */
  readonly look: (task: PoseTask) => Promise<readonly Body[]>
  readonly close: () => Promise<void>
}

/** Makes a pose model present and verified, and starts it on a thread of its own. */
export const openPose = async (name: string, place: Place): Promise<PoseModel> =>
  startPose(await openTask('pose', name, place))

/** Starts one that is at hand. */
export async function startPose({
  manifest,
  path,
  sha256,
}: PreparedModel<ManifestOf<'pose'>>): Promise<PoseModel> {
  const setup: PoseSetup = { path, manifest }
  const runner = await createTaskRunner<PoseTask, readonly Body[]>(() =>
    spawnWorker(new URL('./pose-worker.ts', import.meta.url), setup),
  )
  return {
    model: { name: manifest.name, sha256, threshold: manifest.thresholds.score },
    look: runner.run,
    close: runner.close,
  }
}
