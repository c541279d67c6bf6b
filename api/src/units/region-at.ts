import { regionOf } from '../../law/units.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'

/**
 * The code of administrative divisions of an act: of the unit whose source saw it, by the nearest that has one, upwards, also
 * of units that who asks does not reach; of none, that of the installation.
 */
export async function regionAt(
  tx: Pick<Tx, 'orgUnit'>,
  { unitId, regionCode }: { readonly unitId: string; readonly regionCode: string },
): Promise<string> {
  const select = { id: true, parentId: true, regionCode: true }
  return regionOf(await beyondReach(() => tx.orgUnit.findMany({ select })), unitId, regionCode)
}
