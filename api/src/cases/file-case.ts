import { yearOf } from '../../law/calendar.ts'
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
}

/**
 * The number of the case that already stands for this vehicle's stay at this place (R3, R6): the stays overlap in time,
 * and a stay whose end was never seen goes on.
 */
export async function duplicateOf(tx: Tx, stay: Stay): Promise<string | null> {
  const samePlace = [{ sourceId: stay.sourceId }, ...(stay.place === '' ? [] : [{ place: stay.place }])]
  const before = stay.closedAt === null ? {} : { openedAt: { lte: stay.closedAt } }
  const other = await tx.case.findFirst({
    where: {
      plate: stay.plate,
      alertId: { not: stay.alertId },
      alert: {
        AND: [{ OR: samePlace }, { OR: [{ closedAt: null }, { closedAt: { gte: stay.openedAt } }] }, before],
      },
    },
  })
  return other?.number ?? null
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
