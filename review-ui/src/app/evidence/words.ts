import { auditActions, type AuditAction } from '@sightline/api/contract/audit'
import { notSeen } from '@sightline/api/law/opened'
import { closeReasons, type CloseReason } from '@sightline/detectors/finding'

/** The key of a close reason's words; null for one that this version does not know (stored rows outlive the code). */
export function closeReasonWord(
  reason: string,
): `code.closeReason.${CloseReason}` | 'opened.end.not_seen' | null {
  if (reason === notSeen) return 'opened.end.not_seen'
  const known = closeReasons.find((one) => one === reason)
  return known === undefined ? null : `code.closeReason.${known}`
}

/** The key of an action's words; null for one that this version does not know. */
export function actionWord(action: string): `code.audit.${AuditAction}` | null {
  const known = auditActions.find((one) => one === action)
  return known === undefined ? null : `code.audit.${known}`
}
