import type { z } from 'zod'
import type { alertFilterSchema } from '../../contract/alerts.ts'
import { pageFrom } from '../database/page.ts'
import type { Deps } from '../deps.ts'
import { lingerMs } from '../../law/opened.ts'
import { reachedSql } from '../database/reach.ts'
import { Prisma } from '../generated/client.ts'
import { unitsWithin } from '../units/units-within.ts'
import { groupsOf } from './groups.ts'
import { alertInclude, toAlert, type AlertView } from './store.ts'

type Filter = z.output<typeof alertFilterSchema>
type Wanted = Filter & { readonly units: readonly string[] | null; readonly now: number }

/** `happening` takes in what ended just now, so that people see how. */
const ofStage: Record<
  NonNullable<Filter['stage']>,
  (column: (name: string) => Prisma.Sql, now: number) => Prisma.Sql
> = {
  confirmed: (column) => Prisma.sql`${column('confirmed_at')} IS NOT NULL`,
  happening: (column, now) =>
    Prisma.sql`(${column('confirmed_at')} IS NULL AND (${column('ended_at')} IS NULL OR ${column('ended_at')} > ${new Date(now - lingerMs)}))`,
}

const matching = (row: string, { status, sourceId, stage, units, now }: Wanted): Prisma.Sql => {
  const column = (name: string) => Prisma.raw(`${row}.${name}`)
  const statuses = status === undefined ? null : [status].flat()
  return Prisma.join(
    [
      reachedSql(`${row}.unit_id`),
      // Who asks for nothing in particular means alerts: what was confirmed.
      ...(statuses === null && stage === undefined ? [ofStage.confirmed(column, now)] : []),
      ...(statuses ? [Prisma.sql`${column('status')}::text = ANY(${statuses})`] : []),
      ...(stage === undefined ? [] : [ofStage[stage](column, now)]),
      ...(units === null ? [] : [Prisma.sql`${column('unit_id')} = ANY(${[...units]})`]),
      ...(sourceId === undefined ? [] : [Prisma.sql`${column('source_id')} = ${sourceId}`]),
    ],
    ' AND ',
  )
}

const after = (cursor: string | undefined): Prisma.Sql =>
  cursor === undefined
    ? Prisma.sql`TRUE`
    : Prisma.sql`(a.arrived_at, a.id) < (SELECT c.arrived_at, c.id FROM alert c WHERE c.id = ${cursor})`

/**
 * One page of the wall, newest first. Of a group (R49) the first finding that fits the filter stands for the others: when
 * it is dismissed, the next one takes its place, so that none is ever hidden behind what is done.
 */
export async function listAlerts(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  asked: Filter,
): Promise<{ items: AlertView[]; next: string | null }> {
  const { cursor, limit } = asked
  const filter = { ...asked, units: await unitsWithin(db, asked.unitId), now: now() }
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM alert a
    WHERE ${matching('a', filter)} AND ${after(cursor)}
      AND NOT (a.head_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM alert b
        WHERE (b.id = a.head_id OR (b.head_id = a.head_id
            AND (b.opened_at, b.finding_id) < (a.opened_at, a.finding_id)))
          AND ${matching('b', filter)}))
    ORDER BY a.arrived_at DESC, a.id DESC
    LIMIT ${limit + 1}`
  const { rows: ids, next } = pageFrom(found, limit)
  const wanted = ids.map(({ id }) => id)
  const rows = await db.alert.findMany({ where: { id: { in: wanted } }, include: alertInclude })
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const groups = await groupsOf(db, wanted)
  const items = wanted.flatMap((id) => {
    const row = rowOf.get(id)
    return row ? [toAlert(row, groups.get(id) ?? null)] : []
  })
  return { items, next }
}
