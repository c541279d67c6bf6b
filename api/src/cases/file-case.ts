import { yearOf } from '../../law/calendar.ts'
import { mayBeOneStay } from '../../law/one-stay.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { takeLock } from '../database/locks.ts'
import { notify } from '../live/notify.ts'

/** Taken before a stay's duplicates are looked for, so that two officers cannot file the same stay side by side. */
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

/** The number of the case that already stands for this vehicle's stay at this place (R3, R6; `law/one-stay.ts`). */
export async function duplicateOf(tx: Tx, stay: Stay): Promise<string | null> {
  const samePlace = [{ sourceId: stay.sourceId }, ...(stay.place === '' ? [] : [{ place: stay.place }])]
  const others = await tx.case.findMany({
    where: { plate: stay.plate, alertId: { not: stay.alertId }, alert: { OR: samePlace } },
    select: { number: true, alert: { select: { openedAt: true, closedAt: true, closeReason: true } } },
  })
  return others.find(({ alert }) => mayBeOneStay(toKnown(alert), toKnown(stay)))?.number ?? null
}

/** The next number of the year, given once: it is only taken when the case is. */
async function nextNumber(tx: Tx, at: number): Promise<string> {
  const year = yearOf(at)
  const create = { year, last: 1 }
  const { last } = await tx.caseCounter.upsert({
    where: { year },
    create,
    update: { last: { increment: 1 } },
  })
  return `${year}-${String(last).padStart(6, '0')}`
}

export interface Filing {
  readonly id: string
  readonly alertId: string
  readonly plate: string | null
  readonly at: number
  readonly actor: string
  readonly officers: readonly string[]
}

/** Files the case with its number and its audit row. */
export async function fileCase(tx: Tx, { id, alertId, plate, at, actor, officers }: Filing): Promise<void> {
  const number = await nextNumber(tx, at)
  await tx.case.create({ data: { id, number, alertId, plate, filedAt: new Date(at) } })
  await notify(tx, { type: 'case', id })
  const facts = { number, alertId, plate, officers: [...officers] }
  await appendAudit(tx, [{ at, actor, action: 'case.filed', subject: `case/${id}`, facts }])
}
