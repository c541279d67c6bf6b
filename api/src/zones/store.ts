import { z } from 'zod'
import { polygonSchema } from '../../contract/geometry.ts'
import { hoursSpanSchema, type zoneSchema } from '../../contract/zones.ts'
import type { Tx } from '../database/client.ts'
import type { ZoneVersion } from '../generated/client.ts'

export type ZoneView = z.input<typeof zoneSchema>

export const toZone = (row: ZoneVersion): ZoneView => ({
  id: row.id,
  sourceId: row.sourceId,
  version: row.version,
  name: row.name,
  polygon: polygonSchema.parse(row.polygon),
  bays: z.array(polygonSchema).parse(row.bays),
  hours: z.array(hoursSpanSchema).parse(row.hours),
  active: row.active,
  createdAt: row.createdAt.getTime(),
})

/** Every zone in its newest version; those of `sourceIds` only, where given. */
export const newestZones = async (tx: Tx, sourceIds?: readonly string[]): Promise<ZoneView[]> => {
  const rows = await tx.zoneVersion.findMany({
    ...(sourceIds ? { where: { sourceId: { in: [...sourceIds] } } } : {}),
    orderBy: [{ id: 'asc' }, { version: 'desc' }],
    distinct: ['id'],
  })
  return rows.map(toZone)
}
