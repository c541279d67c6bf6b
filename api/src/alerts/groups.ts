import type { z } from 'zod'
import type { mergedFindingSchema } from '../../contract/alerts.ts'
import { mergeDefaults } from '../../law/merge.ts'
import type { Tx } from '../database/client.ts'
import { reachedSql } from '../database/reach.ts'
import type { AlertView } from './store.ts'

export type GroupView = AlertView['group']

interface GroupRow {
  readonly alertId: string
  readonly id: string
  readonly size: number
  readonly times: number
}

/** The groups of these alerts, by alert; one of a kind that is not merged has none. */
export async function groupsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, GroupView>> {
  const { repeatMs, repeatTimes } = mergeDefaults
  const rows = await tx.$queryRaw<GroupRow[]>`
    SELECT a.id AS "alertId", h.id,
      1 + (SELECT count(*) FROM alert m WHERE m.head_id = h.id AND ${reachedSql('m.unit_id')})::int AS size,
      (SELECT count(*) FROM alert e
        WHERE ${reachedSql('e.unit_id')} AND e.merge_place = h.merge_place AND e.kind = h.kind AND e.head_id IS NULL
          AND e.opened_at <= h.opened_at
          AND e.opened_at >= h.opened_at - ${repeatMs} * interval '1 millisecond')::int AS times
    FROM alert a JOIN alert h ON h.id = coalesce(a.head_id, a.id)
    WHERE a.id = ANY(${[...ids]}) AND a.merge_place IS NOT NULL`
  return new Map(
    rows.map(({ alertId, ...group }) => [alertId, { ...group, isRepeat: group.times >= repeatTimes }]),
  )
}

/** The group of one alert. */
export async function groupOf(tx: Tx, id: string): Promise<GroupView> {
  return (await groupsOf(tx, [id])).get(id) ?? null
}

/** Every finding of an alert's group in the order of opening. */
export async function mergedWith(
  tx: Tx,
  { id, headId, mergePlace }: { id: string; headId: string | null; mergePlace: string | null },
): Promise<z.input<typeof mergedFindingSchema>[]> {
  if (mergePlace === null) return []
  const group = headId ?? id
  const rows = await tx.alert.findMany({
    where: { OR: [{ id: group }, { headId: group }] },
    orderBy: [{ openedAt: 'asc' }, { findingId: 'asc' }],
  })
  return rows.map(({ openedAt, confirmedAt, closedAt, ...row }) => ({
    id: row.id,
    status: row.status,
    fault: row.fault,
    sourceName: row.sourceName,
    zoneName: row.zoneName,
    openedAt: openedAt.getTime(),
    confirmedAt: confirmedAt?.getTime() ?? null,
    closedAt: closedAt?.getTime() ?? null,
  }))
}
