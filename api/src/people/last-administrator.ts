import type { Administration } from '../../law/duties.ts'
import { threeAdministrators } from '../../law/duties.ts'
import { rootUnit } from '../../law/units.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { Refusal } from '../refusal.ts'

/** Locks all active administrators of the whole agency in one order, so that what is decided by their number is decided one at a time. */
const lockAdministrators = (tx: Tx) =>
  tx.$queryRaw<{ id: string; role: string }[]>`
    SELECT id, role FROM person WHERE role::text = ANY(${[...threeAdministrators]}) AND active AND unit_id = ${rootUnit} ORDER BY id FOR UPDATE`

/**
 * Refuses when nobody else of the same of the three kinds would stay: two who switch each other off at once cannot both be
 * let through, and nobody gets rid of the one who decides, or of the one who reads.
 */
export async function refuseLastAdministrator(tx: Tx, leaving: string): Promise<void> {
  const active = await lockAdministrators(tx)
  const role = active.find(({ id }) => id === leaving)?.role
  const isLast = role !== undefined && active.filter((one) => one.role === role).length === 1
  if (isLast) throw new Refusal('last_administrator', { role })
}

/** How many administer now. Counted after the lock: who waited for it sees who came meanwhile. */
export async function administrationOf(tx: Tx): Promise<Administration> {
  await lockAdministrators(tx)
  const count = (role: 'system_admin' | 'security_admin') =>
    beyondReach(() => tx.person.count({ where: { role, active: true } }))
  return { systemAdmins: await count('system_admin'), securityAdmins: await count('security_admin') }
}
