import type { Tx } from '../database/client.ts'
import { Refusal } from '../refusal.ts'

/**
 * Refuses when nobody else could administer after this person has left. Locks all active administrators in one order,
 * so that two who switch each other off at once cannot both be let through.
 */
export async function refuseLastAdministrator(tx: Tx, leaving: string): Promise<void> {
  const active = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM person WHERE role = 'admin' AND active ORDER BY id FOR UPDATE`
  const isLast = active.length === 1 && active[0]?.id === leaving
  if (isLast) throw new Refusal('last_administrator')
}
