import type { Permission } from '../../contract/people.ts'
import type { Duty } from '../../law/duties.ts'
import { dueBefore, dueOf, limits, reachedBefore, type LimitedWork } from '../../law/limits.ts'
import { isRecused } from '../../law/recusal.ts'
import { spanOf, type LimitState } from '../../law/time-limits.ts'
import { reachedSql } from '../database/reach.ts'
import type { Tx } from '../database/client.ts'
import { Prisma } from '../generated/client.ts'
import { streamsAt, type Stream } from './streams.ts'

/** A list, and its place among all: by that, and what was read of it last, a page goes on. */
export interface Placed extends Stream {
  readonly nth: number
}

export const placedAt = (at: number): readonly Placed[] =>
  streamsAt(at).map((stream, nth) => ({ ...stream, nth }))

/** What somebody may read of. */
export const isSeenBy = ({ seenBy }: Stream, permissions: readonly Permission[]): boolean =>
  seenBy.some((one) => permissions.includes(one))

/** Rows `w` of a list that who asks reaches, of these units. */
export const isReached = (units: readonly string[] | null): Prisma.Sql =>
  units === null
    ? reachedSql('w.unit_id')
    : Prisma.sql`${reachedSql('w.unit_id')} AND w.unit_id = ANY(${[...units]})`

/** Rows that stand so now; null: however they stand. */
export function standsSo(work: LimitedWork, state: LimitState | null, at: number): Prisma.Sql {
  const { from, before } = spanOf(work, state, at)
  const first = from === null ? Prisma.sql`TRUE` : Prisma.sql`w.since >= ${new Date(from)}`
  return before === null ? first : Prisma.sql`${first} AND w.since < ${new Date(before)}`
}

/** Whose work is asked for. */
export interface Worker {
  readonly id: string
  readonly role: Duty
  /** What the trail calls everything that he is recused from. */
  readonly recusedFrom: readonly string[]
}

export async function workerOf(
  tx: Pick<Tx, 'recusal'>,
  { id, role }: { readonly id: string; readonly role: Duty },
): Promise<Worker> {
  const rows = await tx.recusal.findMany({
    where: { personId: id },
    orderBy: { version: 'asc' },
    include: { alert: { select: { cases: { select: { id: true } } } } },
  })
  const last = new Map(rows.map((row) => [row.alertId, row]))
  const recusedFrom = [...last.values()].flatMap(({ act, alertId, alert }) =>
    isRecused(act) ? [`alert/${alertId}`, ...alert.cases.map((one) => `case/${one.id}`)] : [],
  )
  return { id, role, recusedFrom }
}

/** Rows that wait for this person, or were told to such as him; null: of this work none ever do. */
export function isOwn(work: LimitedWork, { id, role, recusedFrom }: Worker, at: number): Prisma.Sql | null {
  if (limits[work].duty === role)
    return Prisma.sql`(w.holder IS NULL OR w.holder = ${id}) AND w.not_for IS DISTINCT FROM ${id}
      AND w.about <> ALL(${[...recusedFrom]})`
  if (role !== 'head' && role !== 'supervisor') return null
  const before = reachedBefore(work, role, at)
  return before === null ? null : Prisma.sql`w.since < ${new Date(before)}`
}

export interface Cursor {
  readonly nth: number
  readonly since: number
  readonly id: string
}

/** Rows after the last one read: by when they are due, then by their list, then by since when they count, then by their id. */
export function isAfter({ work, nth }: Placed, cursor: Cursor | null, all: readonly Placed[]): Prisma.Sql {
  const last = all.find((one) => one.nth === cursor?.nth)
  if (!cursor || !last) return Prisma.sql`TRUE`
  if (nth === last.nth) return Prisma.sql`(w.since, w.id) > (${new Date(cursor.since)}, ${cursor.id})`
  const due = dueOf(last.work, cursor.since)
  return Prisma.sql`w.since >= ${new Date(dueBefore(work, nth < last.nth ? due + 1 : due))}`
}
