import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { sealedExhibitSchema } from '@sightline/api/contract/dossier'
import { CodedError } from '@sightline/infra/platform/error'
import { verifySignature } from '@sightline/infra/platform/sign'
import { sealFiles } from './spool.ts'

const exhibitsSchema = z.object({
  exhibits: z.array(sealedExhibitSchema.pick({ name: true, sha256: true, bytes: true, mime: true })),
})

/** What a sealed dossier says it holds. */
export interface SealedList extends z.infer<typeof exhibitsSchema> {
  readonly manifest: string
  readonly signature: string
  readonly publicKeyPem: string
}

/** Reads the list of a sealed dossier; one whose signature no longer holds is refused (`dossier_broken`). */
export async function readSealed(dir: string): Promise<SealedList> {
  const read = (name: string) => readFile(join(dir, name), 'utf8')
  const manifest = await read(sealFiles.manifest)
  const signature = await read(sealFiles.signature)
  const publicKeyPem = await read(sealFiles.publicKey)
  if (!verifySignature(Buffer.from(manifest, 'utf8'), signature, publicKeyPem))
    throw new CodedError('dossier_broken', { dir, what: 'signature' })
  return { manifest, signature, publicKeyPem, ...exhibitsSchema.parse(JSON.parse(manifest)) }
}
