import { CodedError } from '@sightline/infra/platform/error'
import { handedOutDir, networkNamed } from '@sightline/models/installed'
import type { Manifest, SeeingManifest } from '@sightline/models/manifest'
import { ModelError } from '@sightline/models/model-error'
import { isSeeing } from '@sightline/models/offered'
import { prepareNetwork, type PreparedNetwork } from '@sightline/models/prepared-network'
import { refuseCorrupt, verifyNetwork } from '@sightline/models/verify'

/** Which network a record names: its name, and the bytes that ran. */
export interface NamedNetwork {
  readonly name: string
  readonly sha256: string
}

/**
 * The very network that a record names: of this build, put into the model folder by hand, or handed out by the api; nothing
 * is fetched. `network_not_installed`, or `network_differs` where those of that name are made of other bytes.
 */
export async function openNamed(
  dir: string,
  { name, sha256 }: NamedNetwork,
): Promise<PreparedNetwork<SeeingManifest>> {
  const others: string[] = []
  for (const folder of [dir, handedOutDir(dir)]) {
    const found = await openInstalled(folder, name)
    if (found?.sha256 === sha256) return found
    if (found) others.push(found.sha256)
  }
  if (others.length === 0) throw notInstalled(name, dir)
  throw new CodedError('network_differs', { name, sealed: sha256, installed: others.join(', ') })
}

async function openInstalled(dir: string, name: string): Promise<PreparedNetwork<SeeingManifest> | null> {
  const manifest = await manifestNamed(dir, name)
  if (!manifest || !isSeeing(manifest)) return null
  const states = await verifyNetwork(manifest, dir)
  refuseCorrupt(states)
  return states.some(({ kind }) => kind === 'missing') ? null : prepareNetwork(manifest, dir)
}

/** What a network of that name is, whether or not its files are here; null where the name says nothing here. */
export async function manifestNamed(dir: string, name: string): Promise<Manifest | null> {
  try {
    return await networkNamed(dir, name)
  } catch (error) {
    if (error instanceof ModelError && error.code === 'network_unknown') return null
    throw error
  }
}

export const notInstalled = (name: string, dir: string): CodedError =>
  new CodedError('network_not_installed', { name, dir, fix: 'sightline models pull|install' })
