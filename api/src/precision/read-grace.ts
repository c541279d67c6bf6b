import type { z } from 'zod'
import { proportion } from '@sightline/detectors/measures/proportion'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { graceFigureSchema, precisionQuerySchema } from '../../contract/precision.ts'
import { openedEnd, type OpenedEnd } from '../../law/opened.ts'
import { wasWarned } from '../alerts/warned.ts'
import type { Database } from '../database/client.ts'
import { Prisma } from '../generated/client.ts'

type Figure = z.input<typeof graceFigureSchema>

/** So many of one kind that became of their grace the same. `closeReason` of what was confirmed says nothing here. */
export interface GraceRow {
  readonly kind: ViolationKind
  readonly isConfirmed: boolean
  readonly closeReason: string | null
  readonly wasWarned: boolean
  readonly count: number
}

/**
 * What became of those of which people heard while their grace ran, by kind. The share is of those of which it is known how
 * they went on: that nobody watched to the end, or that nothing is claimed any more, counts neither way.
 */
export function toGrace(rows: readonly GraceRow[]): Figure[] {
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const of = rows.filter((row) => row.kind === kind)
    const sum = (list: readonly GraceRow[]): number => list.reduce((n, { count }) => n + count, 0)
    const confirmed = sum(of.filter(({ isConfirmed }) => isConfirmed))
    const by = (end: OpenedEnd): number => sum(of.filter((row) => !row.isConfirmed && openedEnd(row) === end))
    const ends = {
      self_rectified: by('self_rectified'),
      left_in_grace: by('left_in_grace'),
      not_seen: by('not_seen'),
      withdrawn: by('withdrawn'),
    }
    const known = confirmed + ends.self_rectified + ends.left_in_grace
    return { kind, confirmed, ends, selfRectified: proportion(ends.self_rectified, known) }
  })
}

/** Of findings as they are asked for; those whose grace still runs are not counted. */
export async function readGrace(
  db: Database,
  { from, to }: Pick<z.output<typeof precisionQuerySchema>, 'from' | 'to'>,
  asked: readonly Prisma.Sql[],
): Promise<Figure[]> {
  const rows = await db.$queryRaw<GraceRow[]>`
    SELECT kind, "isConfirmed", "closeReason", "wasWarned", count(*)::int AS count FROM (
      SELECT a.kind::text AS kind, a.confirmed_at IS NOT NULL AS "isConfirmed",
        CASE WHEN a.confirmed_at IS NULL THEN a.close_reason END AS "closeReason",
        a.confirmed_at IS NULL AND ${wasWarned(Prisma.sql`a.ended_at`)} AS "wasWarned"
      FROM alert a
      WHERE a.grace_until IS NOT NULL AND a.status <> 'opened' AND a.opened_at >= ${new Date(from)}
        AND a.opened_at < ${new Date(to)} AND ${Prisma.join([...asked], ' AND ')}) AS told
    GROUP BY 1, 2, 3, 4 ORDER BY 1`
  return toGrace(rows)
}
