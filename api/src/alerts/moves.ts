import type { AlertAction, AlertStatus } from '../../contract/alerts.ts'
import { Refusal } from '../refusal.ts'

export type ActionName = AlertAction['action']

/** Every legal move of triage. What is not here is refused; from `passed_on` on only officers move an alert, by reviews. */
export const moves: Record<AlertStatus, Partial<Record<ActionName, AlertStatus>>> = {
  new: { claim: 'claimed' },
  claimed: { release: 'new', dismiss: 'dismissed', pass_on: 'passed_on' },
  dismissed: { restore: 'new' },
  passed_on: {},
  agreed_once: {},
  rejected: {},
  filed: {},
}

export interface TriageState {
  readonly id: string
  readonly status: AlertStatus
  readonly version: number
  readonly claimedById: string | null
}

export interface By {
  readonly personId: string
  readonly at: number
  /** Names of required exhibits this person has not opened. */
  readonly unseen: readonly string[]
}

/** While someone holds an alert only that person acts on it. */
const isHeldByOther = (alert: TriageState, personId: string): boolean =>
  alert.status === 'claimed' && alert.claimedById !== personId

/** What this person may do to the alert now, for the screen; `decide` has the last word. */
export const allowedActions = (alert: TriageState, personId: string): ActionName[] =>
  isHeldByOther(alert, personId) ? [] : (Object.keys(moves[alert.status]) as ActionName[])

function refuse(alert: TriageState, action: AlertAction, by: By): void {
  const { id, status, version } = alert
  if (isHeldByOther(alert, by.personId)) throw new Refusal('alert_claimed_by_other', { id })
  if (!moves[status][action.action])
    throw new Refusal('alert_action_refused', { id, status, action: action.action })
  if (action.version !== version) throw new Refusal('changed_meanwhile', { id, version })
  if (action.action === 'dismiss' && action.reason === 'other' && action.note === '') {
    throw new Refusal('reason_required', { id }, [{ path: 'note', message: 'say why' }])
  }
  if (action.action === 'pass_on' && by.unseen.length > 0) {
    throw new Refusal('alert_frames_unseen', { id, unseen: by.unseen })
  }
}

/** Decides; does not write. The shell stores `next` and the audit row in one transaction. */
export function decide(alert: TriageState, action: AlertAction, by: By) {
  refuse(alert, action, by)
  const status = moves[alert.status][action.action] ?? alert.status
  const isHeld = status === 'claimed'
  const next = {
    status,
    version: alert.version + 1,
    claimedById: isHeld ? by.personId : null,
    claimedAt: isHeld ? new Date(by.at) : null,
    dismissReason: action.action === 'dismiss' ? action.reason : null,
  }
  const said = action.action === 'dismiss' ? { reason: action.reason, note: action.note } : {}
  const note = action.action === 'pass_on' ? { note: action.note } : {}
  return { next, facts: { from: alert.status, to: status, ...said, ...note } }
}
