import type { z } from 'zod'
import { mostCounted, type limitRoutes } from '../../contract/limits.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../http/caller.ts'
import { Prisma } from '../generated/client.ts'
import { unitsWithin } from '../units/units-within.ts'
import { isOwn, isReached, isSeenBy, placedAt, standsSo, workerOf } from './conditions.ts'

type World = Pick<Deps, 'db' | 'now'>
type Counts = z.input<typeof limitRoutes.counts.response & {}>
type Own = z.input<typeof limitRoutes.own.response & {}>

/** How much is late, by unit and kind of work: never by person (R33). Of each list no more than `mostCounted` is counted. */
export async function countLate(
  { db, now }: World,
  unitId: string | undefined,
  { permissions }: Caller,
): Promise<Counts> {
  const at = now()
  const units = await unitsWithin(db, unitId)
  const parts = placedAt(at)
    .filter((stream) => isSeenBy(stream, permissions))
    .map(
      ({ work, rows }) => Prisma.sql`
        (SELECT ${work}::text AS work, w.unit_id FROM (${rows}) w
        WHERE ${standsSo(work, 'late', at)} AND ${isReached(units)} LIMIT ${mostCounted})`,
    )
  if (parts.length === 0) return { items: [], more: [] }
  const found = await db.$queryRaw<Counts['items']>`
    SELECT work, unit_id AS "unitId", count(*)::int AS late FROM (${Prisma.join(parts, ' UNION ALL ')}) l
    GROUP BY work, unit_id ORDER BY count(*) DESC, unit_id, work`
  const sumOf = (work: string) => found.reduce((sum, one) => (one.work === work ? sum + one.late : sum), 0)
  const more = [...new Set(found.map(({ work }) => work))].filter((work) => sumOf(work) >= mostCounted)
  return { items: found, more }
}

/** Of each list no more than this: a badge says `99+`. */
const mostOnBadge = 100

/** How much of what waits for this person is late, and how many requests for supervision wait for his answer. */
export async function countOwn({ db, now }: World, { person, permissions }: Caller): Promise<Own> {
  const at = now()
  const worker = await workerOf(db, person)
  const parts = placedAt(at)
    .filter((stream) => isSeenBy(stream, permissions))
    .flatMap(({ work, rows }) => {
      const own = isOwn(work, worker, at)
      const asks = work === 'supervision' && person.role === 'head'
      return own === null
        ? []
        : Prisma.sql`(SELECT ${asks}::boolean AS asks, (${standsSo(work, 'late', at)}) AS late FROM (${rows}) w
            WHERE ${isReached(null)} AND ${own} AND ${standsSo(work, asks ? null : 'late', at)} LIMIT ${mostOnBadge})`
    })
  if (parts.length === 0) return { late: 0, supervisions: 0 }
  const [row] = await db.$queryRaw<Own[]>`
    SELECT count(*) FILTER (WHERE late)::int AS late, count(*) FILTER (WHERE asks)::int AS supervisions
    FROM (${Prisma.join(parts, ' UNION ALL ')}) l`
  return row ?? { late: 0, supervisions: 0 }
}
