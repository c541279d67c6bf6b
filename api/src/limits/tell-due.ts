import {
  dueOf,
  escalationLevels,
  reachedBefore,
  toldTo,
  type EscalationLevel,
  type LimitedWork,
} from '../../law/limits.ts'
import { unitsAbove, rootUnit } from '../../law/units.ts'
import type { Duty } from '../../law/duties.ts'
import { appendAudit } from '../audit/append.ts'
import type { Database, Tx } from '../database/client.ts'
import { tryLock } from '../database/locks.ts'
import { Prisma } from '../generated/client.ts'
import { notify } from '../live/notify.ts'
import { streamsAt, type Stream } from './streams.ts'

/** Of each list, in one step. */
const most = 50

interface Due {
  readonly id: string
  readonly unit_id: string
  readonly since: Date
  readonly about: string
  readonly level: EscalationLevel
}

/** What of a list has reached a level that was not told yet: each at the highest that it has now. */
async function dueIn(tx: Tx, { work, of, rows }: Stream, at: number): Promise<Due[]> {
  const bounds = escalationLevels.flatMap((level) => {
    const before = reachedBefore(work, level, at)
    return before === null ? [] : [{ level, before: new Date(before) }]
  })
  const first = bounds[0]
  if (!first) return []
  const level = Prisma.sql`(CASE ${Prisma.join(
    bounds.toReversed().map((one) => Prisma.sql`WHEN w.since < ${one.before} THEN ${one.level}`),
    ' ',
  )} END)::"EscalationLevel"`
  return tx.$queryRaw<Due[]>`
    SELECT w.id, w.unit_id, w.since, w.about, ${level} AS level FROM (${rows}) w
    WHERE w.since < ${first.before} AND NOT EXISTS (SELECT 1 FROM escalation e
      WHERE e.work = ${work}::"LimitedWork" AND e.subject = ${of} || '/' || w.id AND e.since = w.since AND e.level >= ${level})
    ORDER BY w.since, w.id LIMIT ${most}`
}

/** Of which unit somebody hears of it who does this: the nearest upwards that has one; nobody there: the whole agency. */
async function hearers(tx: Tx): Promise<(duty: Duty, unitId: string) => string> {
  const tree = await tx.orgUnit.findMany({ select: { id: true, parentId: true } })
  const people = await tx.person.groupBy({ by: ['unitId', 'role'], where: { active: true } })
  return (duty, unitId) =>
    unitsAbove(tree, unitId).find(({ id }) => people.some((one) => one.unitId === id && one.role === duty))
      ?.id ?? rootUnit
}

async function tell(tx: Tx, found: readonly (Due & { work: LimitedWork; of: string })[], at: number) {
  const unitOf = await hearers(tx)
  const rows = found.map(({ work, of, id, unit_id: unitId, since, about, level }) => {
    const toRole = toldTo(work, level)
    const dueAt = dueOf(work, since.getTime())
    return {
      work,
      subject: `${of}/${id}`,
      since,
      level,
      dueAt,
      toRole,
      unitId,
      about,
      toUnitId: unitOf(toRole, unitId),
    }
  })
  await tx.escalation.createMany({
    data: rows.map(({ about: _about, ...row }) => ({ ...row, dueAt: new Date(row.dueAt), at: new Date(at) })),
  })
  for (const id of new Set(rows.map(({ unitId }) => unitId))) await notify(tx, { type: 'limits', id })
  const entries = rows.map(({ about, work, level, dueAt, toRole }) => ({
    at,
    actor: 'system',
    action: 'limit.told' as const,
    subject: about,
    facts: { work, level, limitAt: dueAt, role: toRole },
  }))
  await appendAudit(tx, entries)
}

/**
 * Tells once of every limit that passed, or is about to, and to whom; by one api process at a time. Nothing is decided: what is late
 * stays what it was. What passed while nobody looked is told once, at the level that it has by then.
 */
export async function tellDue(db: Database, at: number): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await tryLock(tx, 'escalation'))) return
    const found: (Due & { work: LimitedWork; of: string })[] = []
    for (const stream of streamsAt(at))
      for (const due of await dueIn(tx, stream, at)) found.push({ ...due, work: stream.work, of: stream.of })
    if (found.length > 0) await tell(tx, found, at)
  })
}
