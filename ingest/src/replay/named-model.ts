import { CodedError } from '@sightline/infra/platform/error'
import { handedOutDir, modelNamed } from '@sightline/models/installed'
import type { Manifest } from '@sightline/models/manifest'
import { ModelError } from '@sightline/models/model-error'
import { prepareModel, type PreparedModel } from '@sightline/models/prepared-model'
import { refuseCorrupt, verifyModel } from '@sightline/models/verify'

/** Which model a record names: its name, and the bytes that ran. */
export interface NamedModel {
  readonly name: string
  readonly sha256: string
}

/**
 * The very model that a record names: of this build, put into the model folder by hand, or handed out by the api; nothing
 * is fetched, and one of another use is none. `model_not_installed`, or `model_differs` where those of that name are made of other bytes.
 */
export async function openNamed<M extends Manifest>(
  dir: string,
  { name, sha256 }: NamedModel,
  isWanted: (manifest: Manifest) => manifest is M,
): Promise<PreparedModel<M>> {
  const others: string[] = []
  for (const folder of [dir, handedOutDir(dir)]) {
    const found = await openInstalled(folder, name, isWanted)
    if (found?.sha256 === sha256) return found
    if (found) others.push(found.sha256)
  }
  if (others.length === 0) throw notInstalled(name, dir)
  throw new CodedError('model_differs', { name, sealed: sha256, installed: others.join(', ') })
}

async function openInstalled<M extends Manifest>(
  dir: string,
  name: string,
  isWanted: (manifest: Manifest) => manifest is M,
): Promise<PreparedModel<M> | null> {
  const manifest = await manifestNamed(dir, name)
  if (!manifest || !isWanted(manifest)) return null
  const states = await verifyModel(manifest, dir)
  refuseCorrupt(states)
  return states.some(({ kind }) => kind === 'missing') ? null : prepareModel(manifest, dir)
}

/** What a model of that name is, whether or not its files are here; null where the name says nothing here. */
export async function manifestNamed(dir: string, name: string): Promise<Manifest | null> {
  try {
    return await modelNamed(dir, name)
  } catch (error) {
    if (error instanceof ModelError && error.code === 'model_unknown') return null
    throw error
  }
}

export const notInstalled = (name: string, dir: string): CodedError =>
  new CodedError('model_not_installed', { name, dir, fix: 'sightline models pull|install' })
