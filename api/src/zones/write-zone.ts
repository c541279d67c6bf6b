import type { z } from 'zod'
import type { changeZoneSchema, newZoneSchema } from '../../contract/zones.ts'
import { polygonProblems } from '@sightline/detectors/geometry/polygon-problems'
import type { Point } from '@sightline/detectors/geometry/point'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { notify } from '../live/notify.ts'
import { found, Refusal } from '../refusal.ts'
import { toZone, type ZoneView } from './store.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>
type Shape = Pick<z.output<typeof changeZoneSchema>, 'name' | 'polygon' | 'bays' | 'hours'> & {
  active: boolean
}

/** Every problem of every polygon at once. */
function refuseBadShape({ polygon, bays }: Shape): void {
  const at = (path: string, points: readonly Point[]) =>
    polygonProblems(points).map((problem) => ({ path, ...problem }))
  const problems = [...at('polygon', polygon), ...bays.flatMap((bay, i) => at(`bays.${i}`, bay))]
  if (problems.length === 0) return
  const told = problems.map(({ path, code }) => ({ path, message: code }))
  throw new Refusal('zone_invalid', { problems }, told)
}

const insert = async (
  tx: Tx,
  zone: { id: string; sourceId: string; version: number; at: number; shape: Shape },
) => {
  const { id, sourceId, version, at, shape } = zone
  const { name, polygon, bays, hours, active } = shape
  const createdAt = new Date(at)
  return toZone(
    await tx.zoneVersion.create({
      data: { id, sourceId, version, name, polygon, bays, hours, active, createdAt },
    }),
  )
}

/** Draws a zone in a source's picture; in force from the next reconcile. */
export async function createZone(
  { db, now, newId }: World,
  { sourceId, ...shape }: z.output<typeof newZoneSchema>,
  actor: string,
): Promise<ZoneView> {
  refuseBadShape({ ...shape, active: true })
  found(await db.source.findUnique({ where: { id: sourceId } }), 'source')
  const [id, at] = [newId(), now()]
  return db.$transaction(async (tx) => {
    const zone = await insert(tx, { id, sourceId, version: 1, at, shape: { ...shape, active: true } })
    await notify(tx, { type: 'source', id: sourceId })
    await appendAudit(tx, [{ at, actor, action: 'zone.created', subject: `zone/${id}`, facts: { to: zone } }])
    return zone
  })
}

/** Publishes a new version; the old one stays as it was, for the evidence that was made under it. */
export async function changeZone(
  { db, now }: World,
  { id, change }: { id: string; change: z.output<typeof changeZoneSchema> },
  actor: string,
): Promise<ZoneView> {
  const { version, ...shape } = change
  refuseBadShape(shape)
  const at = now()
  try {
    return await db.$transaction(async (tx) => {
      const row = await tx.zoneVersion.findFirst({ where: { id }, orderBy: { version: 'desc' } })
      const before = toZone(found(row, 'zone'))
      if (before.version !== version) throw new Refusal('changed_meanwhile', { version: before.version })
      const { sourceId } = before
      const zone = await insert(tx, { id, sourceId, version: version + 1, at, shape })
      await notify(tx, { type: 'source', id: sourceId })
      const facts = { from: before, to: zone }
      await appendAudit(tx, [{ at, actor, action: 'zone.changed', subject: `zone/${id}`, facts }])
      return zone
    })
  } catch (error) {
    if (isUniqueConflict(error)) throw new Refusal('changed_meanwhile', { version: version + 1 })
    throw error
  }
}
