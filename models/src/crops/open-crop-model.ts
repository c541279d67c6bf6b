import type { Box } from '@sightline/detectors/geometry/point'
import { openTask } from '../open.ts'
import type { Place } from '../open.ts'
import type { PreparedModel } from '../prepared-model.ts'
import type { Manifest } from '../manifest.ts'
import type { Raster } from '../raster/raster.ts'
import { sharePart } from '../raster/shared-part.ts'
import type { SharedPart } from '../raster/shared-part.ts'
import { spawnWorker } from '../session/spawn-worker.ts'
import { createTaskRunner } from '../session/task-runner.ts'
import { unitVector } from './likeness.ts'
import type { CropSetup } from './crop-session.ts'
import { scoresOf } from './scores.ts'
import type { Scores } from './scores.ts'

interface CropModel<Answer> {
  /** `sha256` is of the prepared file, the bytes that ran. */
  readonly model: { readonly name: string; readonly sha256: string }
  /** Looks at a picture (rgb24), or at a region of it, in a worker thread. */
  readonly look: (picture: Raster, region?: Box) => Promise<Answer>
  readonly close: () => Promise<void>
}

export type Classifier = CropModel<Scores>
/** A vector of length 1: `likeness` compares two. */
export type Embedder = CropModel<Float32Array>

/** Makes a classifier present and verified, and starts it. */
export async function openClassifier(name: string, place: Place): Promise<Classifier> {
  const model = await openTask('classifier', name, place)
  return start(model, (data) => scoresOf({ data, dims: [1, data.length] }, model.manifest))
}

/** The same for a model that tells things apart by a vector. */
export const openEmbedder = async (name: string, place: Place): Promise<Embedder> =>
  start(await openTask('embedder', name, place), unitVector)

async function start<Answer>(
  { manifest, path, sha256 }: PreparedModel<Manifest>,
  answer: (numbers: Float32Array) => Answer,
): Promise<CropModel<Answer>> {
  const setup: CropSetup = { path, input: manifest.input }
  const runner = await createTaskRunner<SharedPart, Float32Array>(() =>
    spawnWorker(new URL('./crop-worker.ts', import.meta.url), setup),
  )
  return {
    model: { name: manifest.name, sha256 },
    look: async (picture, region) => answer(await runner.run(sharePart(picture, region).part)),
    close: runner.close,
  }
}
