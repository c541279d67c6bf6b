import { hashBytes } from '@sightline/infra/platform/hash'
import type { Objects } from '@sightline/infra/platform/objects'
import { signKeyOf } from '../approvals/sign.ts'
import { dayOf } from '../../law/calendar.ts'
import { emptyFile, type ApprovalFile } from '../../law/approval-file.ts'
import type { ApprovalOrigin, ApprovalState } from '../../law/approval.ts'
import type { Deps } from '../deps.ts'

const signBytes = Buffer.from('the photograph of a sign, as tests have it')
/** Of a source in use in tests. */
export const testSign = { bytes: signBytes, sha256: hashBytes(signBytes).sha256 }

const signTakenOn = (takenOn: string): NonNullable<ApprovalFile['sign']> => ({
  sha256: testSign.sha256,
  bytes: testSign.bytes.length,
  takenOn,
  versionId: null,
})

/** Stores it where the approval of this source has it: a package holds it. */
export async function storeTestSign(
  objects: Pick<Objects, 'put'>,
  sourceId: string,
): Promise<NonNullable<ApprovalFile['sign']>> {
  const { bytes, sha256 } = testSign
  const facts = { sha256, bytes: bytes.length, mime: 'image/jpeg' }
  const { versionId } = await objects.put(signKeyOf(sourceId, sha256), { bytes }, facts)
  return { ...signTakenOn('2023-06-01'), versionId }
}

interface Stood {
  readonly revision: number
  readonly state: ApprovalState
  readonly action: ApprovalOrigin
  readonly at: number
  readonly file?: Partial<ApprovalFile>
}

/** Writes a row of the record of a source, as its procedure would have left it, and what the source says of it. */
export async function recordApproval(db: Deps['db'], sourceId: string, stood: Stood): Promise<void> {
  const { revision, state, action, at } = stood
  const sign = signTakenOn(dayOf(at))
  const file = { ...emptyFile, basis: '设备审核〔2026〕1号', sign, ...stood.file }
  await db.sourceApproval.create({
    data: { sourceId, revision, state, action, file, facts: {}, actor: 'system', at: new Date(at) },
  })
  const columns = { approvalState: state, approvalRevision: revision, approvalBasis: file.basis }
  await db.source.update({ where: { id: sourceId }, data: columns })
}

/** In use since before anything that a test captures, under the revision that manifests of tests name. */
export const putInUse = (db: Deps['db'], sourceId: string, file: Partial<ApprovalFile> = {}): Promise<void> =>
  recordApproval(db, sourceId, {
    revision: 1,
    state: 'in_use',
    action: 'put_in_use',
    at: Date.UTC(2020, 0, 2),
    file: { sign: signTakenOn('2023-06-01'), ...file },
  })
