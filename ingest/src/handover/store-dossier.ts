import { join } from 'node:path'
import type { DossierSubmitted } from '@sightline/api/contract/queues'
import { hashFile } from '@sightline/infra/platform/hash'
import { mimeOfKey, type Objects } from '@sightline/infra/platform/objects'
import type { SealedList } from '../dossier/read-sealed.ts'
import { sealFiles, type SpooledDossier } from '../dossier/spool.ts'

/** Where a file of a dossier is stored. */
export const toObjectKey = (
  { findingId, stage }: Pick<SpooledDossier, 'findingId' | 'stage'>,
  name: string,
): string => `dossiers/${findingId}/${stage}/${name}`

/**
 * Stores every file of a dossier under its key and answers what the api is told: manifest, signature, and where each
 * exhibit lies. Storing again is a no-op with the same answer. Bytes that are no longer those of the list are refused.
 */
export async function storeDossier(
  objects: Objects,
  dossier: SpooledDossier,
  { exhibits, ...seal }: SealedList,
): Promise<DossierSubmitted> {
  const { findingId, stage, dir } = dossier
  const stored: DossierSubmitted['objects'] = []
  for (const { name, sha256, bytes, mime } of exhibits) {
    const key = toObjectKey(dossier, name)
    const { versionId } = await objects.put(key, { path: join(dir, name) }, { sha256, bytes, mime })
    stored.push({ name, key, versionId, bytes, sha256 })
  }
  for (const name of Object.values(sealFiles)) await storeSealFile(objects, dossier, name)
  return { findingId, stage, ...seal, objects: stored }
}

async function storeSealFile(objects: Objects, dossier: SpooledDossier, name: string): Promise<void> {
  const path = join(dossier.dir, name)
  const { sha256, bytes } = await hashFile(path)
  await objects.put(toObjectKey(dossier, name), { path }, { sha256, bytes, mime: mimeOfKey(name) })
}
