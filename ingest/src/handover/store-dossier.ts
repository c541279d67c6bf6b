import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { sealedExhibitSchema } from '@sightline/api/contract/dossier'
import type { DossierSubmitted } from '@sightline/api/contract/queues'
import { CodedError } from '@sightline/infra/platform/error'
import { hashFile } from '@sightline/infra/platform/hash'
import { mimeOfKey, type Objects } from '@sightline/infra/platform/objects'
import { verifySignature } from '@sightline/infra/platform/sign'
import { sealFiles, type SpooledDossier } from '../dossier/spool.ts'

/** All that is needed of a manifest whose signature holds: to look at its thousand fragments again would make cameras wait. */
const exhibitsSchema = z.object({
  exhibits: z.array(sealedExhibitSchema.pick({ name: true, sha256: true, bytes: true, mime: true })),
})

/** Where a file of a dossier is stored. */
export const toObjectKey = (
  { findingId, stage }: Pick<SpooledDossier, 'findingId' | 'stage'>,
  name: string,
): string => `dossiers/${findingId}/${stage}/${name}`

/**
 * Stores every file of a dossier under its key and answers what the api is told: manifest, signature, and where each
 * exhibit lies. Storing again is a no-op with the same answer. A dossier whose signature or bytes no longer hold is
 * refused (`dossier_broken`) and stays where it is.
 */
export async function storeDossier(objects: Objects, dossier: SpooledDossier): Promise<DossierSubmitted> {
  const { findingId, stage, dir } = dossier
  const [manifest, signature, publicKeyPem] = await Promise.all(
    [sealFiles.manifest, sealFiles.signature, sealFiles.publicKey].map((name) =>
      readFile(join(dir, name), 'utf8'),
    ),
  )
  if (manifest === undefined || signature === undefined || publicKeyPem === undefined)
    throw broken(dossier, 'files')
  if (!verifySignature(Buffer.from(manifest, 'utf8'), signature, publicKeyPem))
    throw broken(dossier, 'signature')
  const stored: DossierSubmitted['objects'] = []
  for (const { name, sha256, bytes, mime } of exhibitsSchema.parse(JSON.parse(manifest)).exhibits) {
    const key = toObjectKey(dossier, name)
    const { versionId } = await objects.put(key, { path: join(dir, name) }, { sha256, bytes, mime })
    stored.push({ name, key, versionId, bytes, sha256 })
  }
  for (const name of Object.values(sealFiles)) await storeSealFile(objects, dossier, name)
  return { findingId, stage, manifest, signature, publicKeyPem, objects: stored }
}

async function storeSealFile(objects: Objects, dossier: SpooledDossier, name: string): Promise<void> {
  const path = join(dossier.dir, name)
  const { sha256, bytes } = await hashFile(path)
  await objects.put(toObjectKey(dossier, name), { path }, { sha256, bytes, mime: mimeOfKey(name) })
}

const broken = ({ folder }: SpooledDossier, what: string): CodedError =>
  new CodedError('dossier_broken', { folder, what })
