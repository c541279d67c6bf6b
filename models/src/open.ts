import type { Manifest, ManifestOf, SeeingManifest, Task } from './manifest.ts'
import type { ModelErrorCode } from './model-error.ts'
import { ModelError } from './model-error.ts'
import { networkFor, networkNamed } from './installed.ts'
import { fallbackNetwork } from './networks.ts'
import { isSeeing } from './offered.ts'
import { prepareApart } from './prepare-apart.ts'
import { prepareNetwork } from './prepared-network.ts'
import type { PreparedNetwork } from './prepared-network.ts'
import { pullNetwork } from './pull.ts'
import type { Origins, Progress } from './pull.ts'
import { refuseCorrupt, verifyNetwork } from './verify.ts'

/** Where networks lie and where they may be had. */
export interface Place {
  /** The model folder. */
  readonly dir: string
  readonly origins: Origins
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

export interface OpenOptions extends Place {
  readonly name: string
  /** Another network takes over, because the wanted one can be had from nowhere (`reason`). */
  readonly onFallback?: (change: { wanted: string; used: string; reason: ModelError }) => void
}

const unreachable: ModelErrorCode = 'network_unreachable'

/** Makes a detector ready to run, as `openTask` does. Only an unreachable network falls back to another. */
export async function openNetwork(options: OpenOptions): Promise<PreparedNetwork> {
  try {
    return await openTask('detector', options.name, options)
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== unreachable || options.name === fallbackNetwork)
      throw error
    options.onFallback?.({ wanted: options.name, used: fallbackNetwork, reason: error })
    return openTask('detector', fallbackNetwork, options)
  }
}

/**
 * Makes a network ready to run: takes what is missing from where `origins` allows, checks every hash, prepares the graph. A corrupt file is refused
 * (`sha256_mismatch`), never run and never silently replaced.
 */
export async function openTask<T extends Task>(
  task: T,
  name: string,
  place: Place,
): Promise<PreparedNetwork<ManifestOf<T>>> {
  return openManifest(await networkFor(place.dir, task, name), place)
}

/** The same for any network that tells the rules of classes, prepared on a thread of its own. */
export async function openSeeing(name: string, place: Place): Promise<PreparedNetwork<SeeingManifest>> {
  const manifest = await networkNamed(place.dir, name)
  if (isSeeing(manifest)) return openManifest(manifest, place, prepareApart)
  throw new ModelError('network_of_another_task', { name, task: manifest.task, wanted: 'detector' })
}

/** The same for a network whose manifest is at hand. */
export async function openManifest<M extends Manifest>(
  manifest: M,
  { dir, origins, onProgress, signal }: Place,
  prepare: (manifest: M, dir: string) => Promise<PreparedNetwork<M>> = prepareNetwork,
): Promise<PreparedNetwork<M>> {
  const states = await verifyNetwork(manifest, dir)
  refuseCorrupt(states)
  if (states.some((state) => state.kind === 'missing'))
    await pullNetwork({
      manifest,
      dir,
      origins,
      onProgress: onProgress ?? (() => undefined),
      ...(signal ? { signal } : {}),
    })
  return prepare(manifest, dir)
}
