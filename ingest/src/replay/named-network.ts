import { CodedError } from '@sightline/infra/platform/error'
import { networkFor } from '@sightline/models/installed'
import { ModelError } from '@sightline/models/model-error'
import { prepareNetwork, type PreparedNetwork } from '@sightline/models/prepared-network'
import { refuseCorrupt, verifyNetwork } from '@sightline/models/verify'

/** Which network a record names: its name, and the bytes that ran. */
export interface NamedNetwork {
  readonly name: string
  readonly sha256: string
}

/**
 * The very network that a record names, from the model folder and nowhere else: `network_not_installed`, or
 * `network_differs` where the one of that name is made of other bytes.
 */
export async function openNamed(dir: string, { name, sha256 }: NamedNetwork): Promise<PreparedNetwork> {
  const found = await openInstalled(dir, name)
  if (found.sha256 !== sha256)
    throw new CodedError('network_differs', { name, sealed: sha256, installed: found.sha256 })
  return found
}

/** The network of that name as it lies in the model folder; nothing is fetched. */
export async function openInstalled(dir: string, name: string): Promise<PreparedNetwork> {
  const manifest = await networkFor(dir, 'detector', name).catch((cause: unknown) => {
    if (cause instanceof ModelError && cause.code === 'network_unknown') throw notInstalled(name, dir, cause)
    throw cause
  })
  const states = await verifyNetwork(manifest, dir)
  refuseCorrupt(states)
  if (states.some(({ kind }) => kind === 'missing')) throw notInstalled(name, dir)
  return prepareNetwork(manifest, dir)
}

const notInstalled = (name: string, dir: string, cause?: unknown): CodedError =>
  new CodedError('network_not_installed', { name, dir, fix: 'sightline models pull|install' }, { cause })
