import { z } from 'zod'
import type { permitSchema, PermitState } from '../../contract/permits.ts'
import { hoursSpanSchema } from '../../contract/zones.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'
import { dayOf } from '../../law/calendar.ts'
import type { Terms } from '../../law/cover.ts'
import type { PermitRecord } from './hits.ts'
import { namedZones } from './zone-names.ts'

export type PermitView = z.input<typeof permitSchema>

export const versionInclude = {
  zones: { select: { zoneId: true } },
  recordedBy: { select: { name: true } },
} satisfies Prisma.PermitVersionInclude
export type VersionRow = Prisma.PermitVersionGetPayload<{ include: typeof versionInclude }>

const hoursOf = (value: unknown): Terms['hours'] => z.array(hoursSpanSchema).parse(value)

/** By the calendar alone; hours are not looked at. */
export function stateOf(
  { withdrawnFor, fromDay, toDay }: Pick<VersionRow, 'withdrawnFor' | 'fromDay' | 'toDay'>,
  today: string,
): PermitState {
  if (withdrawnFor !== null) return 'withdrawn'
  if (today < fromDay) return 'upcoming'
  return today > toDay ? 'ended' : 'in_force'
}

/** Rows as they are shown; a zone that is no more is shown by its last name, one that is not reached not at all. */
export async function toPermits(tx: Tx, rows: readonly VersionRow[], now: number): Promise<PermitView[]> {
  const zones = await namedZones(tx, [
    ...new Set(rows.flatMap((row) => row.zones.map((zone) => zone.zoneId))),
  ])
  const zoneOf = new Map(zones.map(({ id, name, sourceName }) => [id, { id, name, sourceName }]))
  return rows.map((row) => ({
    ...row,
    hours: [...hoursOf(row.hours)].map(({ days, ...span }) => ({ ...span, days: [...days] })),
    zoneIds: row.zones.flatMap((zone) => zoneOf.get(zone.zoneId)?.id ?? []),
    zones: row.zones.flatMap((zone) => zoneOf.get(zone.zoneId) ?? []),
    state: stateOf(row, dayOf(now)),
    recordedAt: row.recordedAt.getTime(),
    recordedBy: row.recordedBy.name,
  }))
}

export const toRecord = (row: VersionRow): PermitRecord => ({
  ...row,
  hours: hoursOf(row.hours),
  zoneIds: row.zones.map((zone) => zone.zoneId),
  recordedAt: row.recordedAt.getTime(),
})
