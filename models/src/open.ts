import type { ManifestOf, Task } from './manifest.ts'
import type { ModelErrorCode } from './model-error.ts'
import { ModelError } from './model-error.ts'
import { networkFor } from './installed.ts'
import { fallbackNetwork } from './networks.ts'
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
 * Makes a network ready to run: pulls what is missing, checks every hash, prepares the graph. A corrupt file is refused
 * (`sha256_mismatch`), never run and never silently replaced.
 */
export async function openTask<T extends Task>(
  task: T,
  name: string,
  { dir, origins, onProgress, signal }: Place,
): Promise<PreparedNetwork<ManifestOf<T>>> {
  const manifest = await networkFor(dir, task, name)
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
  return prepareNetwork(manifest, dir)
}
