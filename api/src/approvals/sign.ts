import type { Readable } from 'node:stream'
import sharp from 'sharp'
import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Objects } from '@sightline/infra/platform/objects'
import { maxSignBytes } from '../../contract/approval.ts'
import type { ApprovalSign } from '../../law/approval-file.ts'
import { approvalMoves } from '../../law/approval.ts'
import { found, Refusal } from '../refusal.ts'
import type { ApprovalDeps } from './detail.ts'
import { moveApproval } from './move.ts'
import { approvalsOf, fileIn } from './store.ts'

export type SignDeps = ApprovalDeps & { readonly objects: Pick<Objects, 'put' | 'readAll'> }

/** Where the photograph of a source's sign lies, by its bytes: an older one stays where it is. */
export const signKeyOf = (sourceId: string, sha256: string): string => `approvals/${sourceId}/${sha256}.jpg`

const refuseFile = (reason: string): never => {
  throw new Refusal('dev_sign_invalid', { reason }, [{ path: 'file', message: reason }])
}

/** The bytes, refused as soon as they are too many. */
async function readBytes(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Not destroyed when we refuse: the connection still has to carry the reason back.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxSignBytes) refuseFile(`larger than ${maxSignBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function refuseOtherThanJpeg(bytes: Buffer): Promise<void> {
  const format = await sharp(bytes)
    .metadata()
    .then(
      (read) => read.format,
      () => 'unreadable',
    )
  if (format !== 'jpeg') refuseFile('expected a JPEG picture')
}

export interface SignUpload {
  readonly id: string
  readonly revision: number
  readonly takenOn: string
  readonly body: Readable
}

/** Stores the photograph of a source's sign as it was uploaded, and enters it in the file. */
export async function storeSign(
  deps: SignDeps,
  { id, revision, takenOn, body }: SignUpload,
  actor: string,
): Promise<void> {
  const source = found(await deps.db.source.findUnique({ where: { id } }), 'source')
  if (source.approvalRevision !== revision)
    throw new Refusal('changed_meanwhile', { revision: source.approvalRevision })
  const state = source.approvalState
  const { from } = approvalMoves.sign
  if (!from.includes(state)) throw new Refusal('dev_action_refused', { action: 'sign', state, from })
  const bytes = await readBytes(body)
  await refuseOtherThanJpeg(bytes)
  const { sha256 } = hashBytes(bytes)
  const claim = { sha256, bytes: bytes.length, mime: 'image/jpeg' }
  const { versionId } = await deps.objects.put(signKeyOf(id, sha256), { bytes }, claim)
  const sign = { sha256, bytes: bytes.length, takenOn, versionId }
  const signed = { action: 'sign', revision, sign } as const
  await moveApproval(deps, { id, body: signed }, { id: actor, duty: 'sources.write' })
}

/** The photograph that is in the file now; bytes that are not what was stored are not shown. */
export async function readSign({ db, objects }: SignDeps, id: string): Promise<Buffer> {
  found(await db.source.findUnique({ where: { id } }), 'source')
  const { sha256, versionId } = found(fileIn(await approvalsOf(db, id)).sign, 'sign')
  const bytes = Buffer.from(await objects.readAll(signKeyOf(id, sha256), versionId))
  if (hashBytes(bytes).sha256 !== sha256) refuseFile('not what was stored')
  return bytes
}

/**
 * The photograph as it was when a finding was judged by it: an exhibit by reference. Gone or other bytes: `ev_hash`, and
 * nothing is made of it.
 */
export async function readSignExhibit(
  objects: Pick<Objects, 'readAll'>,
  sourceId: string,
  { sha256, versionId }: Pick<ApprovalSign, 'sha256' | 'versionId'>,
): Promise<Buffer> {
  const bytes = await objects.readAll(signKeyOf(sourceId, sha256), versionId).catch((error: unknown) => {
    if (error instanceof CodedError && error.code === 'object_not_found') return null
    throw error
  })
  if (bytes && hashBytes(bytes).sha256 === sha256) return Buffer.from(bytes)
  throw new Refusal('ev_hash', { altered: [signMember] })
}
/** What it is called in a package. */
export const signMember = 'sign.jpg'
