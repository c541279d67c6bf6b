import type { ApprovalMoveBody } from '../../contract/approval.ts'
import type { ApprovalSign } from '../../law/approval-file.ts'
import { decideMove, type AskedMove, type Mover } from '../../law/approval-move.ts'
import type { Failure } from '../../law/failure.ts'
import { appendAudit } from '../audit/append.ts'
import { notify } from '../live/notify.ts'
import { found, Refusal } from '../refusal.ts'
import { reportedClock, type ApprovalDeps } from './detail.ts'
import { appendApproval, approvalsOf, fileIn, lockSource } from './store.ts'

/** What somebody asked for, of the revision that they saw. */
export type AskedBody =
  ApprovalMoveBody | { readonly action: 'sign'; readonly revision: number; readonly sign: ApprovalSign }

/** Everything that is missing is told at once: each code, and each field. */
function refuseAll(failures: readonly Failure[]): never {
  const [first] = failures
  if (!first) throw new Error('refused for nothing')
  const told = failures.flatMap(({ code, problems }) => problems ?? [{ path: code, message: code }])
  throw new Refusal(first.code, { ...first.facts, failures: failures.map((one) => ({ ...one })) }, told)
}

/** What is published is the place as it is registered now. */
function toAsked(body: AskedBody, place: string): AskedMove {
  if (body.action !== 'publish') return body
  const { action, on, url, noticeDays } = body
  return { action, publication: { on, url, noticeDays, place } }
}

/** Does what somebody asks with the approval of a source that is still at the revision they saw, or refuses with every reason. */
export async function moveApproval(
  deps: ApprovalDeps,
  { id, body }: { readonly id: string; readonly body: AskedBody },
  by: Mover,
): Promise<void> {
  const { db, now } = deps
  const clock = await reportedClock(deps, found(await db.source.findUnique({ where: { id } }), 'source'))
  await db.$transaction(async (tx) => {
    const before = await lockSource(tx, id)
    const { approvalRevision: revision, approvalState: state, drawn: isDrawn } = before
    if (revision !== body.revision) throw new Refusal('changed_meanwhile', { revision })
    const rows = await approvalsOf(tx, id)
    const at = now()
    const facts = { rows, file: fileIn(rows), state, isDrawn, clock, at }
    const next = decideMove(facts, toAsked(body, before.place), by)
    if ('failures' in next) return refuseAll(next.failures)
    const note = 'note' in body ? body.note : ''
    const made = { before, next, action: body.action, actor: by.id, at, note }
    const { columns, entry } = await appendApproval(tx, made)
    await tx.source.update({ where: { id }, data: { ...columns, version: before.version + 1 } })
    await notify(tx, { type: 'source', id })
    await appendAudit(tx, [entry])
  })
}
