import type { AlertAction } from '../../contract/alerts.ts'
import { afterMove, moveFailure } from '../../law/moves.ts'
import { limitFromAfter } from '../../law/time-limits.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { refuseExpired } from '../keeping/expired.ts'
import { refuse } from '../refusal.ts'
import { notify } from '../live/notify.ts'
import { confirmedAtOf } from './confirmed-at.ts'
import { groupOf } from './groups.ts'
import { alertInclude, lockAlert, toAlert, unseenBy, type AlertView } from './store.ts'

/** Moves an alert as an operator asks, with its audit row, or refuses and changes nothing. */
export async function actOnAlert(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, action }: { id: string; action: AlertAction },
  personId: string,
): Promise<AlertView> {
  return db.$transaction(async (tx) => {
    const before = await lockAlert(tx, id, personId)
    if (action.action === 'restore') await refuseExpired(tx, before.findingId)
    const at = now()
    const unseen = await unseenBy(tx, before.findingId, personId)
    const by = { personId, at, unseen }
    refuse(moveFailure(before, action, by))
    const { next, facts } = afterMove(before, action, by)
    const limitFrom = limitFromAfter(action.action, { ...before, confirmedAt: confirmedAtOf(before) }, at)
    const data = { ...next, limitFrom }
    const row = await tx.alert.update({ where: { id }, data, include: alertInclude })
    const triager = { alertId: id, personId }
    await tx.alertTriager.upsert({ where: { alertId_personId: triager }, create: triager, update: {} })
    await notify(tx, { type: 'alert', id, change: 'changed' })
    const audit = {
      at,
      actor: personId,
      action: `alert.${action.action}` as const,
      subject: `alert/${id}`,
      facts,
    }
    await appendAudit(tx, [audit])
    return toAlert(row, await groupOf(tx, id))
  })
}
