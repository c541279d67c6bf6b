import { afterReopen, reopenFailure } from '../../law/moves.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { refuseExpired } from '../keeping/expired.ts'
import { notify } from '../live/notify.ts'
import { refuse } from '../refusal.ts'
import { casesOf } from './last-case.ts'
import { lockAlert } from './store.ts'

interface Asked {
  readonly id: string
  readonly version: number
  readonly note: string
}

/** A supervisor has what ended judged anew (自查纠错): a new round of reviews; all that was said before stays to be read. */
export async function reopenAlert(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, version, note }: Asked,
  actor: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await lockAlert(tx, id, actor)
    await refuseExpired(tx, before.findingId)
    const [last] = await casesOf(tx, id)
    refuse(reopenFailure({ ...before, lastCase: last?.status ?? null }, { version }))
    const status = afterReopen(before)
    const round = before.round + 1
    const at = now()
    const fresh = { dismissReason: null, claimedById: null, claimedAt: null, limitFrom: new Date(at) }
    await tx.alert.update({ where: { id }, data: { status, round, version: version + 1, ...fresh } })
    await notify(tx, { type: 'alert', id, change: 'changed' })
    const facts = { from: before.status, to: status, round, note }
    await appendAudit(tx, [{ at, actor, action: 'alert.reopened', subject: `alert/${id}`, facts }])
  })
}
