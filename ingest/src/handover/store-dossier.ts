import { join } from 'node:path'
import type { DossierSubmitted } from '@sightline/api/contract/queues'
import { hashFile } from '@sightline/infra/platform/hash'
import { mimeOfKey, type Objects } from '@sightline/infra/platform/objects'
import type { SealedList } from '../spool/read-sealed.ts'
import type { SealName } from '../spool/spool-name.ts'
import { sealFiles, type SpooledDossier } from '../spool/spool.ts'

/** Where a file of a dossier is stored. */
export const toObjectKey = ({ findingId, stage, part }: SealName, name: string): string =>
  `dossiers/${findingId}/${part === 'whole' ? stage : `${stage}-${part}`}/${name}`

/**
 * Stores every file of a dossier under its key and answers what the api is told: manifest, signature, and where each
 * exhibit lies. Storing again is a no-op with the same answer. Bytes that are no longer those of the list are refused.
 */
export async function storeDossier(
  objects: Objects,
  dossier: SpooledDossier,
  { exhibits, ...seal }: SealedList,
): Promise<DossierSubmitted> {
  const { findingId, stage, part, dir } = dossier
  const store = async ({ name, sha256, bytes, mime }: SealedList['exhibits'][number]) => {
    const key = toObjectKey(dossier, name)
    const { versionId } = await objects.put(key, { path: join(dir, name) }, { sha256, bytes, mime })
    return { name, key, versionId, bytes, sha256 }
  }
  // A first part is small, and people wait for it.
  const isSmall = part === 'first'
  const stored = isSmall ? await Promise.all(exhibits.map(store)) : await oneByOne(exhibits, store)
  const seals = Object.values(sealFiles)
  const storeSeal = (name: string): Promise<void> => storeSealFile(objects, dossier, name)
  if (isSmall) await Promise.all(seals.map(storeSeal))
  else await oneByOne(seals, storeSeal)
  return { findingId, stage, part, ...seal, objects: stored }
}

async function oneByOne<T, R>(list: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const one of list) done.push(await act(one))
  return done
}

async function storeSealFile(objects: Objects, dossier: SpooledDossier, name: string): Promise<void> {
  const path = join(dossier.dir, name)
  const { sha256, bytes } = await hashFile(path)
  await objects.put(toObjectKey(dossier, name), { path }, { sha256, bytes, mime: mimeOfKey(name) })
}
