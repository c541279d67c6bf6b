import { threeAdministrators, type Administration } from '../../law/duties.ts'
import { rootUnit, unitsAbove } from '../../law/units.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { Refusal } from '../refusal.ts'

/** Locks all active administrators of these units in one order, so that what is decided by their number is decided one at a time. */
const lockAdministrators = (tx: Tx, units: readonly string[]) =>
  tx.$queryRaw<{ id: string; role: string }[]>`
    SELECT id, role FROM person
    WHERE role::text = ANY(${[...threeAdministrators]}) AND active AND unit_id = ANY(${[...units]})
    ORDER BY id FOR UPDATE`

/**
 * Refuses when nobody else of the same of the three kinds would stay at the top: two who switch each other off at once cannot both be
 * let through, and nobody gets rid of the one who decides, or of the one who reads.
 */
export async function refuseLastAdministrator(tx: Tx, leaving: string): Promise<void> {
  const active = await lockAdministrators(tx, [rootUnit])
  const role = active.find(({ id }) => id === leaving)?.role
  const isLast = role !== undefined && active.filter((one) => one.role === role).length === 1
  if (isLast) throw new Refusal('last_administrator', { role })
}

/**
 * How many administer a unit now: of it and of all above it. Who administers a town decides nothing of the next one, nor of
 * the whole. Counted after the lock: who waited for it sees who came meanwhile.
 */
export async function administrationOf(tx: Tx, unitId: string): Promise<Administration> {
  const select = { id: true, parentId: true }
  const tree = await beyondReach(() => tx.orgUnit.findMany({ select }))
  const units = unitsAbove(tree, unitId).map(({ id }) => id)
  await lockAdministrators(tx, units)
  const count = (role: 'system_admin' | 'security_admin') =>
    beyondReach(() => tx.person.count({ where: { role, active: true, unitId: { in: units } } }))
  return { systemAdmins: await count('system_admin'), securityAdmins: await count('security_admin') }
}
