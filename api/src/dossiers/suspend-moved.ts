import { isViewMoved } from '../../law/suspend-reasons.ts'
import { suspendSource } from '../approvals/suspend.ts'
import type { NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Arrival } from './store-dossier.ts'

/** A camera that is found to look elsewhere than was approved is taken out of use, where its worker's key counts. */
export async function suspendMoved(tx: Tx, { manifest, keyReasons, at }: Arrival): Promise<NewAuditEntry[]> {
  const { fault = null, at: happenedAt } = manifest.finding
  if (!isViewMoved(fault) || keyReasons.length > 0) return []
  return suspendSource(tx, { sourceId: manifest.source.id, because: 'view_moved', happenedAt, at })
}
