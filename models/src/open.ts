import type { ModelErrorCode } from './model-error.ts'
import { ModelError } from './model-error.ts'
import { fallbackNetwork, networkNamed } from './networks.ts'
import { prepareNetwork } from './prepared-network.ts'
import type { PreparedNetwork } from './prepared-network.ts'
import { pullNetwork } from './pull.ts'
import type { Origins, Progress } from './pull.ts'
import { refuseCorrupt, verifyNetwork } from './verify.ts'

export interface OpenOptions {
  readonly name: string
  /** The model folder. */
  readonly dir: string
  readonly origins: Origins
  readonly onProgress?: (progress: Progress) => void
  /** Another network takes over, because the wanted one can be had from nowhere (`reason`). */
  readonly onFallback?: (change: { wanted: string; used: string; reason: ModelError }) => void
  readonly signal?: AbortSignal
}

const unreachable: ModelErrorCode = 'network_unreachable'

/**
 * Makes a network ready to run: pulls what is missing, checks every hash, prepares the graph. A corrupt file is refused
 * (`sha256_mismatch`), never run and never silently replaced. Only an unreachable network falls back to another.
 */
export async function openNetwork(options: OpenOptions): Promise<PreparedNetwork> {
  try {
    return await openExactly(options)
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== unreachable || options.name === fallbackNetwork)
      throw error
    options.onFallback?.({ wanted: options.name, used: fallbackNetwork, reason: error })
    return openExactly({ ...options, name: fallbackNetwork })
  }
}

async function openExactly({
  name,
  dir,
  origins,
  onProgress,
  signal,
}: OpenOptions): Promise<PreparedNetwork> {
  const manifest = networkNamed(name)
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
