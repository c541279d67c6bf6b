import { z } from 'zod'
import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Listed, Objects } from '@sightline/infra/platform/objects'
import { verifySignature, type Signer } from '@sightline/infra/platform/sign'
import { atSchema, sha256Schema } from '../../contract/time.ts'
import type { Deps } from '../deps.ts'

/** Where they lie, in the order of their time. */
export const anchorsUnder = 'anchors/'

/** The end of the audit trail at one moment. Who writes the trail anew, or cuts its end off, cannot take this back. */
const anchorSchema = z.object({
  format: z.literal('sightline.anchor/1'),
  sequence: z.int().positive(),
  hash: sha256Schema,
  at: atSchema,
})
export type Anchor = z.infer<typeof anchorSchema>
const fileSchema = z.object({ anchor: anchorSchema, signature: z.base64() })

export interface AnchorDeps extends Pick<Deps, 'db' | 'now'> {
  readonly objects: Pick<Objects, 'put'>
  readonly signer: Pick<Signer, 'sign'>
}

const bytesOf = (anchor: Anchor): Buffer => Buffer.from(canonicalJson(anchor), 'utf8')

const keyOf = ({ at, sequence }: Anchor): string => {
  const stamp = new Date(at).toISOString().replace(/[-:.]/g, '')
  return `${anchorsUnder}${stamp.slice(0, 6)}/${stamp}-${sequence}.json`
}

/** Signs where the trail ends now and stores it as an exhibit is stored, locked. Answers that place; `after` where nothing was written since. */
export async function writeAnchor({ db, now, objects, signer }: AnchorDeps, after = 0): Promise<number> {
  const last = await db.auditEntry.findFirst({ orderBy: { sequence: 'desc' } })
  if (!last || last.sequence === after) return after
  const { sequence, hash } = last
  const anchor: Anchor = { format: 'sightline.anchor/1', sequence, hash, at: now() }
  const signature = signer.sign(bytesOf(anchor))
  const bytes = Buffer.from(canonicalJson({ anchor, signature }), 'utf8')
  await objects.put(keyOf(anchor), { bytes }, { ...hashBytes(bytes), mime: 'application/json' })
  return sequence
}

function parse(text: string): z.infer<typeof fileSchema> | null {
  try {
    return fileSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Null: not what this key signed. */
export async function readAnchor(
  { objects, publicKeyPem }: { objects: Pick<Objects, 'readAll'>; publicKeyPem: string },
  { key, versionId }: Listed,
): Promise<Anchor | null> {
  const file = parse(Buffer.from(await objects.readAll(key, versionId)).toString('utf8'))
  return file && verifySignature(bytesOf(file.anchor), file.signature, publicKeyPem) ? file.anchor : null
}

/** What the trail says of a place that was anchored, where it says something else now. */
export async function anchorProblem(
  { db }: Pick<Deps, 'db'>,
  { sequence, hash }: Anchor,
): Promise<'cut' | 'rewritten' | null> {
  const row = await db.auditEntry.findUnique({ where: { sequence } })
  if (row === null) return 'cut'
  return row.hash === hash ? null : 'rewritten'
}

export interface Anchoring {
  /** Anchors the trail as it is now, where it grew since the last time. */
  write(): Promise<void>
  /** The row that was anchored last by this process; 0: none yet. */
  sequence(): number
}

export function createAnchoring(deps: AnchorDeps): Anchoring {
  let last = 0
  return {
    async write() {
      last = await writeAnchor(deps, last)
    },
    sequence: () => last,
  }
}
