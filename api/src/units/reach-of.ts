import { reachOf } from '../../law/units.ts'
import type { Database } from '../database/client.ts'
import { beyondReach, type Within } from '../database/reach.ts'

/** What somebody of a unit reaches now: who or what was moved a moment ago is where it is now, also for a stream of before. */
export async function reachOfUnit(db: Database, unitId: string): Promise<Within> {
  const whole = reachOf([], unitId)
  if (whole.units === null) return { ...whole, zones: null }
  const tree = await beyondReach(() => db.orgUnit.findMany({ select: { id: true, parentId: true } }))
  const reach = reachOf(tree, unitId)
  const where = { source: { unitId: { in: [...(reach.units ?? [])] } } }
  const zones = await beyondReach(() =>
    db.zoneVersion.findMany({ where, select: { id: true }, distinct: ['id'] }),
  )
  return { ...reach, zones: zones.map(({ id }) => id) }
}
