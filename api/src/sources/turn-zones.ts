import { z } from 'zod'
import { polygonSchema, turnSchema } from '../../contract/geometry.ts'
import { turnPoint, turns, type Turn } from '@sightline/detectors/geometry/turn'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Source as SourceRow } from '../generated/client.ts'

interface Turning {
  readonly before: Pick<SourceRow, 'id' | 'turn'>
  readonly after: Pick<SourceRow, 'turn'>
  readonly at: number
  readonly actor: string
}

const between = (before: number, after: number): Turn =>
  turns.find((by) => (before + by) % 360 === after % 360) ?? 0

/** A picture that is turned has its zones at the same places of the scene: each in a new version, turned with it. */
export async function turnZones(tx: Tx, { before, after, at, actor }: Turning): Promise<void> {
  const by = between(turnSchema.parse(before.turn), turnSchema.parse(after.turn))
  if (by === 0) return
  const zones = await tx.zoneVersion.findMany({
    where: { sourceId: before.id },
    orderBy: [{ id: 'asc' }, { version: 'desc' }],
    distinct: ['id'],
  })
  for (const { id, version, sourceId, name, hours, active, ...shape } of zones) {
    const polygon = turned(polygonSchema.parse(shape.polygon), by)
    const bays = z
      .array(polygonSchema)
      .parse(shape.bays)
      .map((bay) => turned(bay, by))
    const next = { id, version: version + 1, sourceId, name, polygon, bays, active }
    await tx.zoneVersion.create({ data: { ...next, hours: hours ?? [], createdAt: new Date(at) } })
    const from = { polygon: shape.polygon, bays: shape.bays, version }
    const facts = { from, to: { polygon, bays, version: version + 1 } }
    await appendAudit(tx, [{ at, actor, action: 'zone.changed', subject: `zone/${id}`, facts }])
  }
}

const turned = (points: z.output<typeof polygonSchema>, by: Turn) =>
  points.map((point) => {
    const { x, y } = turnPoint(point, by)
    return { x, y }
  })
