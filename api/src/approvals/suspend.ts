import { inUseSince } from '../../law/approval-history.ts'
import { afterOtherSetting, decideMove } from '../../law/approval-move.ts'
import type { ApprovalAction, SuspendReason } from '../../law/approval.ts'
import type { NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Source as SourceRow } from '../generated/client.ts'
import { notify } from '../live/notify.ts'
import { appendApproval, approvalsOf, fileIn, lockSource, type RecordedApproval } from './store.ts'

/** Nobody did it: something happened. */
const actor = 'system'

interface Happened {
  readonly before: SourceRow
  readonly rows: readonly RecordedApproval[]
  readonly action: Extract<ApprovalAction, 'suspend' | 'redraft'>
  readonly because: SuspendReason
  readonly at: number
}

async function moveBySystem(tx: Tx, { before, rows, action, because, at }: Happened) {
  const { approvalState: state, drawn: isDrawn } = before
  const facts = { rows, file: fileIn(rows), state, isDrawn, clock: null, at }
  const next = decideMove(facts, { action }, { id: actor, duty: 'system' })
  if ('failures' in next) return null
  return appendApproval(tx, { before, next, action, actor, at, because })
}

/** What another address or place makes of the approval of a source that is held: the columns and the entry of the trail, or nothing. */
export async function afterChangeOf(
  tx: Tx,
  { before, because, at }: Pick<Happened, 'before' | 'because' | 'at'>,
) {
  const action = afterOtherSetting(before.approvalState)
  if (!action) return null
  const rows = await approvalsOf(tx, before.id)
  return moveBySystem(tx, { before, rows, action, because, at })
}

export interface ToSuspend {
  readonly sourceId: string
  readonly because: SuspendReason
  /** When it happened: what happened before it was put in use was looked at by who put it in use. */
  readonly happenedAt: number
  readonly at: number
}

/**
 * Takes a source out of use, if it is in use; it goes on detecting, and what it shows from now on is a clue. Answers the entry
 * of the trail, which the caller appends last.
 */
export async function suspendSource(tx: Tx, asked: ToSuspend): Promise<NewAuditEntry[]> {
  const { sourceId, because, happenedAt, at } = asked
  const before = await lockSource(tx, sourceId)
  const rows = await approvalsOf(tx, sourceId)
  const since = inUseSince(rows)
  if (since === null || happenedAt < since) return []
  const moved = await moveBySystem(tx, { before, rows, action: 'suspend', because, at })
  if (!moved) return []
  const { columns, entry } = moved
  await tx.source.update({ where: { id: sourceId }, data: { ...columns, version: before.version + 1 } })
  await notify(tx, { type: 'source', id: sourceId })
  return [entry]
}
