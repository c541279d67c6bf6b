import { answeringStatuses } from '../../law/case-moves.ts'
import { areSeenTogether, mayBeOneStay } from '../../law/one-stay.ts'
import type { Duplicate } from '../../law/review-guards.ts'
import { newestMove, statusOf } from '../alerts/last-case.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { takeLock } from '../database/locks.ts'
import { notify } from '../live/notify.ts'
import { nextNumber } from './numbers.ts'

/** Taken before a stay's duplicates are looked for, so that two officers cannot propose the same stay side by side. */
export async function lockFiling(tx: Tx): Promise<void> {
  await takeLock(tx, 'filing')
}

interface Stay {
  readonly alertId: string
  readonly sourceId: string
  readonly place: string
  readonly plate: string
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly closeReason: string | null
}

const toKnown = ({
  openedAt,
  closedAt,
  closeReason,
}: Pick<Stay, 'openedAt' | 'closedAt' | 'closeReason'>) => ({
  openedAt: openedAt.getTime(),
  closedAt: closedAt?.getTime() ?? null,
  closeReason,
})

/**
 * The case that already answers for this vehicle's stay at this place, or may (R3, R6; `law/one-stay.ts`). One that was not
 * filed, or revoked, answers too: the act was judged. In the whole agency: nobody is punished twice for one act (art. 29). `before`: of those proposed earlier alone.
 */
export async function duplicateOf(tx: Tx, stay: Stay, before?: Date): Promise<Duplicate | null> {
  const samePlace = [{ sourceId: stay.sourceId }, ...(stay.place === '' ? [] : [{ place: stay.place }])]
  const others = await beyondReach(() =>
    tx.case.findMany({
      where: {
        plate: stay.plate,
        alertId: { not: stay.alertId },
        alert: { OR: samePlace },
        ...(before ? { proposedAt: { lt: before } } : {}),
      },
      select: {
        number: true,
        moves: newestMove,
        alert: { select: { openedAt: true, closedAt: true, closeReason: true } },
      },
      orderBy: { proposedAt: 'asc' },
    }),
  )
  const mine = toKnown(stay)
  const same = others
    .filter((one) => answeringStatuses.includes(statusOf(one)))
    .map(({ number, alert }) => ({ number, other: toKnown(alert) }))
    .filter(({ other }) => mayBeOneStay(other, mine))
    .map(({ number, other }) => ({ number, isProven: areSeenTogether(other, mine) }))
  return same.find(({ isProven }) => isProven) ?? same[0] ?? null
}

export interface Proposal {
  readonly id: string
  readonly alertId: string
  readonly round: number
  readonly plate: string | null
  readonly at: number
  readonly actor: string
  readonly officers: readonly string[]
}

/** Records the proposed case (拟立案) with its number and its audit row. Nobody has filed anything yet. */
export async function proposeCase(tx: Tx, proposal: Proposal): Promise<void> {
  const { id, alertId, round, plate, at, actor, officers } = proposal
  const number = await nextNumber(tx, { pool: 'proposed', at })
  await tx.case.create({ data: { id, number, alertId, round, plate, proposedAt: new Date(at) } })
  await notify(tx, { type: 'case', id })
  const facts = { number, alertId, plate, officers: [...officers] }
  await appendAudit(tx, [{ at, actor, action: 'case.proposed', subject: `case/${id}`, facts }])
}
