import { auditActions, type AuditAction } from '@sightline/api/contract/audit'
import type { CloseReason } from '@sightline/detectors/finding'

const closeReasons: Record<CloseReason, true> = {
  left_in_grace: true,
  left: true,
  view_moved: true,
  rule_changed: true,
  lost_sight: true,
  hours_ended: true,
}

/** The key of a close reason's words; null for one that this version does not know (stored rows outlive the code). */
export const closeReasonWord = (reason: string): `code.closeReason.${CloseReason}` | null =>
  Object.hasOwn(closeReasons, reason) ? `code.closeReason.${reason as CloseReason}` : null

/** The key of an action's words; null for one that this version does not know. */
export function actionWord(action: string): `code.audit.${AuditAction}` | null {
  const known = auditActions.find((one) => one === action)
  return known === undefined ? null : `code.audit.${known}`
}
