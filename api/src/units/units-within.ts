import { unitsBelow } from '../../law/units.ts'
import type { Tx } from '../database/client.ts'

/** A unit of a filter and all below it, of what who asks reaches; null: none was named. */
export async function unitsWithin(
  tx: Pick<Tx, 'orgUnit'>,
  unitId: string | undefined,
): Promise<readonly string[] | null> {
  if (unitId === undefined) return null
  return unitsBelow(await tx.orgUnit.findMany({ select: { id: true, parentId: true } }), unitId)
}
