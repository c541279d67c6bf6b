import type { Tx } from '../database/client.ts'
import type { ExhibitExpiry } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'

export type Expiry = Pick<ExhibitExpiry, 'at' | 'class' | 'days'>

/** When and by which rule, as screens and refusals say it. */
export const toExpired = ({ at, class: is, days }: Expiry) => ({ at: at.getTime(), class: is, days })

/** Of an exhibit that went by rule: neither lost nor deleted by somebody. */
export const expiredRefusal = (id: string, expiry: Expiry): Refusal =>
  new Refusal('exhibit_expired', { id, ...toExpired(expiry) })

/** The first of a finding's exhibits that went by rule; null: none did. */
export async function expiryOfFinding(tx: Tx, findingId: string): Promise<ExhibitExpiry | null> {
  return tx.exhibitExpiry.findFirst({
    where: { exhibit: { dossier: { findingId } } },
    orderBy: [{ at: 'asc' }, { exhibitId: 'asc' }],
  })
}

/** Refuses what would rest on exhibits of which some went by rule (`exhibit_expired`). */
export async function refuseExpired(tx: Tx, findingId: string): Promise<void> {
  const expiry = await expiryOfFinding(tx, findingId)
  if (expiry) throw expiredRefusal(expiry.exhibitId, expiry)
}
