import { found, Refusal } from '../refusal.ts'
import type { Tx } from '../database/client.ts'

/**
 * Refuses a unit that who asks does not reach, and one that is closed. Held to the end of the transaction, so that nobody
 * comes into a unit that is just being closed.
 */
export async function requireOpenUnit(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM org_unit WHERE id = ${id} FOR SHARE`
  const unit = found(await tx.orgUnit.findUnique({ where: { id } }), 'unit')
  if (!unit.active) throw new Refusal('unit_refused', { why: 'closed' })
}
