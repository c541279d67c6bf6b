import { lostBefore, notSeen } from '../../law/opened.ts'
import { appendAudit } from '../audit/append.ts'
import type { Database } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import { notify } from '../live/notify.ts'

/** So many in one step. */
const most = 100

/**
 * Ends what opened and was neither confirmed nor over for hours after its grace: its worker died, its source was removed, or
 * what it is about is hidden. A confirmation, or a worker's own end, that comes after all takes its place.
 */
export async function endUnseen(db: Database, at: number): Promise<void> {
  const lost = { status: 'opened', graceUntil: { lte: new Date(lostBefore(at)) } } as const
  const rows = await db.alert.findMany({
    where: lost,
    select: { id: true, findingId: true },
    orderBy: { graceUntil: 'asc' },
    take: most,
  })
  for (const { id, findingId } of rows)
    await db.$transaction(async (tx) => {
      await takeLockOf(tx, `finding/${findingId}`)
      const ended = { closedAt: new Date(at), closeReason: notSeen, endedAt: new Date(at) }
      const { count } = await tx.alert.updateMany({
        where: { id, ...lost },
        data: { status: 'unconfirmed', version: { increment: 1 }, ...ended },
      })
      if (count === 0) return
      await notify(tx, { type: 'alert', id, change: 'changed' })
      const facts = { from: 'opened', to: 'unconfirmed', closeReason: notSeen }
      const subject = `alert/${id}`
      await appendAudit(tx, [{ at, actor: 'system', action: 'alert.ended', subject, facts }])
    })
}
