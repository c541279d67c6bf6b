import type { Failure } from './failure.ts'
import { liveCaseStatuses, type CaseStatus } from './case-moves.ts'
import { unconfirmedFailure } from './opened.ts'
import type { AlertStatus, DismissReason } from './statuses.ts'

export const alertActions = ['claim', 'release', 'dismiss', 'restore', 'pass_on'] as const
export type ActionName = (typeof alertActions)[number]

/** What an operator asks for, of the version of the alert that was seen. */
export type AskedAction =
  | { readonly action: 'claim' | 'release' | 'restore'; readonly version: number }
  | {
      readonly action: 'dismiss'
      readonly version: number
      readonly reason: DismissReason
      readonly note: string
    }
  | { readonly action: 'pass_on'; readonly version: number; readonly note: string }

/** Every legal move of triage. What is not here is refused; from `passed_on` on only officers move an alert, by reviews. */
const moves: Record<AlertStatus, Partial<Record<ActionName, AlertStatus>>> = {
  new: { claim: 'claimed' },
  claimed: { release: 'new', dismiss: 'dismissed', pass_on: 'passed_on' },
  dismissed: { restore: 'new' },
  passed_on: {},
  agreed_once: {},
  rejected: {},
  not_filed: {},
  transferred: {},
  corrected: {},
  proposed: {},
  opened: {},
  unconfirmed: {},
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

/** What this person may do to the alert now, for the screen; `moveFailure` has the last word. */
export const allowedActions = (alert: TriageState, personId: string): ActionName[] =>
  isHeldByOther(alert, personId) ? [] : alertActions.filter((action) => moves[alert.status][action])

/** Why an alert does not move as asked; null: it does. */
export function moveFailure(alert: TriageState, asked: AskedAction, by: By): Failure | null {
  const { id, status, version } = alert
  const unconfirmed = unconfirmedFailure(alert, asked.action)
  if (unconfirmed) return unconfirmed
  if (isHeldByOther(alert, by.personId)) return { code: 'alert_claimed_by_other', facts: { id } }
  if (!moves[status][asked.action])
    return { code: 'alert_action_refused', facts: { id, status, action: asked.action } }
  if (asked.version !== version) return { code: 'changed_meanwhile', facts: { id, version } }
  if (asked.action === 'dismiss' && asked.reason === 'other' && asked.note === '')
    return { code: 'reason_required', facts: { id }, problems: [{ path: 'note', message: 'say why' }] }
  if (asked.action === 'pass_on' && by.unseen.length > 0)
    return { code: 'alert_frames_unseen', facts: { id, unseen: by.unseen } }
  return null
}

/** Where an alert stands after a move that nothing speaks against, and what its record says. */
export function afterMove(alert: TriageState, asked: AskedAction, by: By) {
  const status = moves[alert.status][asked.action] ?? alert.status
  const isHeld = status === 'claimed'
  const next = {
    status,
    version: alert.version + 1,
    claimedById: isHeld ? by.personId : null,
    claimedAt: isHeld ? new Date(by.at) : null,
    dismissReason: asked.action === 'dismiss' ? asked.reason : null,
  }
  const said = asked.action === 'dismiss' ? { reason: asked.reason, note: asked.note } : {}
  const note = asked.action === 'pass_on' ? { note: asked.note } : {}
  return { next, facts: { from: alert.status, to: status, ...said, ...note } }
}

/** To where a supervisor re-opens what had ended (自查纠错). What is absent had not ended. */
const reopens: Partial<Record<AlertStatus, AlertStatus>> = {
  dismissed: 'new',
  rejected: 'passed_on',
  not_filed: 'passed_on',
  transferred: 'passed_on',
  corrected: 'passed_on',
  proposed: 'passed_on',
}

/** An alert that may have to be judged anew, with the case that came of it last. */
export interface EndedAlert extends Pick<TriageState, 'id' | 'status' | 'version'> {
  readonly lastCase: CaseStatus | null
}

/** Whether a supervisor may re-open it. A case that still stands is first refused, sent back or revoked by who holds it. */
export const isReopenable = ({ status, lastCase }: Pick<EndedAlert, 'status' | 'lastCase'>): boolean =>
  reopens[status] !== undefined &&
  !(status === 'proposed' && (lastCase === null || liveCaseStatuses.includes(lastCase)))

/** Why an alert is not re-opened; null: it is, and everything that was said of it stays to be read. */
export function reopenFailure(alert: EndedAlert, asked: { readonly version: number }): Failure | null {
  const { id, status, version } = alert
  const unconfirmed = unconfirmedFailure(alert, 'reopen')
  if (unconfirmed) return unconfirmed
  if (!isReopenable(alert)) return { code: 'alert_reopen_refused', facts: { id, status } }
  return asked.version === version ? null : { code: 'changed_meanwhile', facts: { id, version } }
}

/** The state of an alert that was re-opened: reviews begin a new round. */
export const afterReopen = ({ status }: Pick<EndedAlert, 'status'>): AlertStatus => reopens[status] ?? status
