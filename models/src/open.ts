import type { Manifest, ManifestOf, SeeingManifest, Task } from './manifest.ts'
import type { ModelErrorCode } from './model-error.ts'
import { ModelError } from './model-error.ts'
import { modelFor, modelNamed } from './installed.ts'
import { fallbackModel } from './models.ts'
import { isSeeing } from './offered.ts'
import { prepareApart } from './prepare-apart.ts'
import { prepareModel } from './prepared-model.ts'
import type { PreparedModel } from './prepared-model.ts'
import { pullModel } from './pull.ts'
import type { Origins, Progress } from './pull.ts'
import { refuseCorrupt, verifyModel } from './verify.ts'

/** Where models lie and where they may be had. */
export interface Place {
  /** The model folder. */
  readonly dir: string
  readonly origins: Origins
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

export interface OpenOptions extends Place {
  readonly name: string
  /** Another model takes over, because the wanted one can be had from nowhere (`reason`). */
  readonly onFallback?: (change: { wanted: string; used: string; reason: ModelError }) => void
}

const unreachable: ModelErrorCode = 'model_unreachable'

/** Makes a detector ready to run, as `openTask` does. Only an unreachable model falls back to another. */
export async function openModel(options: OpenOptions): Promise<PreparedModel> {
  try {
    return await openTask('detector', options.name, options)
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== unreachable || options.name === fallbackModel)
      throw error
    options.onFallback?.({ wanted: options.name, used: fallbackModel, reason: error })
    return openTask('detector', fallbackModel, options)
  }
}

/**
 * Makes a model ready to run: takes what is missing from where `origins` allows, checks every hash, prepares the graph. A corrupt file is refused
 * (`sha256_mismatch`), never run and never silently replaced.
 */
export async function openTask<T extends Task>(
  task: T,
  name: string,
  place: Place,
): Promise<PreparedModel<ManifestOf<T>>> {
  return openManifest(await modelFor(place.dir, task, name), place)
}

/** The same for any model that tells the rules of classes, prepared on a thread of its own. */
export async function openSeeing(name: string, place: Place): Promise<PreparedModel<SeeingManifest>> {
  const manifest = await modelNamed(place.dir, name)
  if (isSeeing(manifest)) return openManifest(manifest, place, prepareApart)
  throw new ModelError('model_of_another_task', { name, task: manifest.task, wanted: 'detector' })
}

/** The same for a model whose manifest is at hand. */
export async function openManifest<M extends Manifest>(
  manifest: M,
  { dir, origins, onProgress, signal }: Place,
  prepare: (manifest: M, dir: string) => Promise<PreparedModel<M>> = prepareModel,
): Promise<PreparedModel<M>> {
  const states = await verifyModel(manifest, dir)
  refuseCorrupt(states)
  if (states.some((state) => state.kind === 'missing'))
    await pullModel({
      manifest,
      dir,
      origins,
      onProgress: onProgress ?? (() => undefined),
      ...(signal ? { signal } : {}),
    })
  return prepare(manifest, dir)
}
