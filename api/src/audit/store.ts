import { auditEntrySchema, type AuditEntry } from '../../contract/audit.ts'
import type { AuditEntry as AuditRow } from '../generated/client.ts'

/** A stored row in the form its hash was made over; refuses an action that the contract does not know. */
export function toAuditEntry(row: AuditRow): AuditEntry {
  return auditEntrySchema.parse({ ...row, at: row.at.getTime() })
}
