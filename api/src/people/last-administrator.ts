import { rootUnit } from '../../law/units.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import { Refusal } from '../refusal.ts'

/** Locks all active administrators of the whole agency in one order, so that what is decided by their number is decided one at a time. */
const lockAdministrators = (tx: Tx) =>
  tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM person WHERE role = 'admin' AND active AND unit_id = ${rootUnit} ORDER BY id FOR UPDATE`

/**
 * Refuses when nobody else could administer after this person has left: two who switch each other off at once cannot
 * both be let through.
 */
export async function refuseLastAdministrator(tx: Tx, leaving: string): Promise<void> {
  const active = await lockAdministrators(tx)
  const isLast = active.length === 1 && active[0]?.id === leaving
  if (isLast) throw new Refusal('last_administrator')
}

/** Whether nobody could be the second administrator yet. Counted after the lock: who waited for it sees who came meanwhile. */
export async function hasOneAdministrator(tx: Tx): Promise<boolean> {
  await lockAdministrators(tx)
  return (await beyondReach(() => tx.person.count({ where: { role: 'admin', active: true } }))) === 1
}
