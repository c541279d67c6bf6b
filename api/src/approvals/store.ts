import { z } from 'zod'
import { approvalFileSchema } from '../../contract/approval.ts'
import type { ApprovalFile } from '../../law/approval-file.ts'
import type { ApprovalRow } from '../../law/approval-history.ts'
import type { NextApproval } from '../../law/approval-move.ts'
import { suspendReasons, type ApprovalOrigin, type SuspendReason } from '../../law/approval.ts'
import type { NewAuditEntry } from '../audit/append.ts'
import type { Database, Tx } from '../database/client.ts'
import type { Source as SourceRow, SourceApproval } from '../generated/client.ts'
import { found } from '../refusal.ts'

const storedFileSchema = approvalFileSchema.extend({
  sign: approvalFileSchema.shape.sign.unwrap().extend({ versionId: z.string().nullable() }).nullable(),
})
const factsSchema = z.object({
  note: z.string().default(''),
  because: z.enum(suspendReasons).nullable().default(null),
})

/** A row as the law reads it, with what was said. */
export interface RecordedApproval extends ApprovalRow {
  readonly note: string
  readonly because: SuspendReason | null
}

const toRow = ({ file, facts, at, ...row }: SourceApproval): RecordedApproval => ({
  ...row,
  at: at.getTime(),
  file: storedFileSchema.parse(file),
  ...factsSchema.parse(facts),
})

/** The record of a source, in order. */
export async function approvalsOf(db: Tx | Database, sourceId: string): Promise<RecordedApproval[]> {
  const rows = await db.sourceApproval.findMany({ where: { sourceId }, orderBy: { revision: 'asc' } })
  return rows.map(toRow)
}

/** The file in force: of the newest row. */
export const fileIn = (rows: readonly ApprovalRow[]): ApprovalFile =>
  found(rows.at(-1), 'approval of the source').file

/** The source, held to the end of the transaction. */
export async function lockSource(tx: Tx, id: string): Promise<SourceRow> {
  await tx.$queryRaw`SELECT id FROM source WHERE id = ${id} FOR UPDATE`
  return found(await tx.source.findUnique({ where: { id } }), 'source')
}

export interface NewApproval {
  readonly before: Pick<SourceRow, 'id' | 'approvalRevision'>
  readonly next: NextApproval
  readonly action: ApprovalOrigin
  readonly actor: string
  readonly at: number
  readonly note?: string
  readonly because?: SuspendReason
}

/**
 * Adds a row to the record of a source that is held. Answers what the source says of it from now on, and the entry of the
 * trail, which the caller appends last.
 */
export async function appendApproval(tx: Tx, approval: NewApproval) {
  const { before, next, action, actor, at, note = '', because = null } = approval
  const revision = before.approvalRevision + 1
  const { state, file } = next
  const said = { note, because }
  await tx.sourceApproval.create({
    data: {
      sourceId: before.id,
      revision,
      state,
      action,
      file: { ...file },
      facts: said,
      actor,
      at: new Date(at),
    },
  })
  const columns = { approvalState: state, approvalRevision: revision, approvalBasis: file.basis }
  const entry: NewAuditEntry = {
    at,
    actor,
    action: 'source.approval',
    subject: `source/${before.id}`,
    facts: { act: action, approval: { state, revision, basis: file.basis }, note, suspendedFor: because },
  }
  return { columns, entry }
}
