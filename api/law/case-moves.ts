import { excludedAs, exclusions } from './exclusions.ts'
import type { Failure } from './failure.ts'
import { limitationOf } from './limitation.ts'

/**
 * `proposed` 拟立案: two officers agreed. `filed` 已立案: by the head here, or by the city's application, which then tells how it
 * went on. `returned`: back to the officers, who review anew; what they propose then is another one.
 */
export const caseStatuses = [
  'proposed',
  'handed_over',
  'accepted',
  'filed',
  'decided',
  'returned',
  'not_filed',
  'revoked',
] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** What the head of the agency decides where cases are filed here (立案审批). */
export const decisions = ['file', 'send_back', 'refuse', 'revoke'] as const
/** What an officer records: the hand-over, and what the city's application answers. */
export const handOverActions = [
  'hand_over',
  'city_accepted',
  'city_returned',
  'city_filed',
  'city_not_filed',
  'city_decided',
  'city_revoked',
] as const
export type CaseAction = (typeof decisions)[number] | (typeof handOverActions)[number]

/** Who files: nobody yet, the head of this agency, or the application that it was handed over to. */
export type FiledBy = 'here' | 'city' | null

const proposed: Partial<Record<CaseAction, CaseStatus>> = {
  file: 'filed',
  send_back: 'returned',
  refuse: 'not_filed',
  hand_over: 'handed_over',
}
const answered: Partial<Record<CaseAction, CaseStatus>> = {
  city_returned: 'returned',
  city_filed: 'filed',
  city_not_filed: 'not_filed',
}
const none: Partial<Record<CaseAction, CaseStatus>> = {}

/** Every legal move by who has it in hand. What is not here is refused: two officers alone never make a case (立案). */
const moves: Record<'here' | 'city', Record<CaseStatus, Partial<Record<CaseAction, CaseStatus>>>> = {
  here: {
    proposed,
    handed_over: none,
    accepted: none,
    filed: { revoke: 'revoked' },
    decided: none,
    returned: none,
    not_filed: none,
    revoked: none,
  },
  city: {
    proposed: none,
    handed_over: { city_accepted: 'accepted', ...answered },
    accepted: answered,
    filed: { city_decided: 'decided', city_revoked: 'revoked' },
    decided: { city_revoked: 'revoked' },
    returned: none,
    not_filed: none,
    revoked: none,
  },
}

/** Statuses in which it still stands against somebody, or may. */
export const liveCaseStatuses: readonly CaseStatus[] = [
  'proposed',
  'handed_over',
  'accepted',
  'filed',
  'decided',
]
/** What was sent back counts for nothing: the same alert is judged anew. Any other answers for its act once and for all. */
export const answeringStatuses: readonly CaseStatus[] = [...liveCaseStatuses, 'not_filed', 'revoked']

export interface CaseState {
  readonly status: CaseStatus
  readonly version: number
  readonly filedBy: FiledBy
}

const to = ({ status, filedBy }: CaseState, action: CaseAction): CaseStatus | undefined =>
  moves[filedBy === 'city' ? 'city' : 'here'][status][action]

/** What may be done with it now, by its status alone. */
export const allowedCaseActions = (state: CaseState, filing: 'here' | 'city'): CaseAction[] =>
  [...decisions, ...handOverActions].filter(
    (action) => to(state, action) && !(action === 'file' && filing === 'city'),
  )

export interface CaseFacts extends CaseState {
  readonly id: string
  readonly at: number
  /** Where cases are filed: by the head here, or by the city's application alone. */
  readonly filing: 'here' | 'city'
  /** Whoever triaged it, reviewed it or recorded a step of it. */
  readonly involved: Readonly<Record<'triager' | 'reviewer' | 'recorder', readonly string[]>>
  /** When the act ended, or was last seen to go on. */
  readonly actEndedAt: number
  /** What its evidence lacks, looked at just now. */
  readonly evidence: readonly Failure[]
  /** Whether this agency may handle it today (R2): `unknown`: nobody entered it. A case that was filed stays where it is (R4). */
  readonly authority: 'own' | 'unknown' | { readonly agencies: readonly string[] }
}

/** What is asked for, of the version that was seen. */
export interface AskedCaseAction {
  readonly action: CaseAction
  readonly version: number
  /** The head's answer why this agency may handle it, where nobody entered an authority. */
  readonly authorityBasis?: string
}

/** Those that make a case of it, or send it where one is made: everything is looked at once more. */
export const isFiling = (action: CaseAction): boolean => action === 'file' || action === 'hand_over'

/** Who files here has the authority, or answers for it. */
function authorityFailures(
  { id, authority }: CaseFacts,
  { action, authorityBasis = '' }: AskedCaseAction,
): readonly Failure[] {
  if (action !== 'file' || authority === 'own') return []
  if (authority !== 'unknown')
    return [{ code: 'matter_no_authority', facts: { id, agencies: authority.agencies } }]
  return authorityBasis === '' ? [{ code: 'case_authority_unanswered', facts: { id } }] : []
}

/** Everything that stands against a move, all of it at once; empty: it moves. */
export function caseFailures(facts: CaseFacts, asked: AskedCaseAction, personId: string): readonly Failure[] {
  const { action, version } = asked
  const { id, status, filing } = facts
  if (action === 'file' && filing === 'city') return [{ code: 'case_filed_elsewhere', facts: { id } }]
  if (!to(facts, action)) return [{ code: 'case_action_refused', facts: { id, status, action } }]
  if (version !== facts.version) return [{ code: 'changed_meanwhile', facts: { id, version: facts.version } }]
  const limitedTo = limitationOf(facts.actEndedAt)
  return [
    ...(decisions.some((one) => one === action) &&
    excludedAs('decide_case', personId, facts.involved).length > 0
      ? [{ code: exclusions.decide_case.code, facts: { id } }]
      : []),
    ...(isFiling(action) && facts.at > limitedTo
      ? [{ code: 'case_limitation' as const, facts: { limitedTo } }]
      : []),
    ...(isFiling(action) ? facts.evidence : []),
    ...authorityFailures(facts, asked),
  ]
}

/** Where it stands after a move that nothing speaks against, and who has it in hand from then on. */
export function afterCaseMove(
  state: CaseState,
  action: CaseAction,
): { readonly status: CaseStatus; readonly version: number; readonly filedBy: FiledBy } {
  const status = to(state, action) ?? state.status
  const filedBy = action === 'hand_over' ? 'city' : action === 'file' ? 'here' : state.filedBy
  return { status, version: state.version + 1, filedBy }
}

/** What is sent back is reviewed anew, from the first officer on. */
export const isSentBack = (status: CaseStatus): boolean => status === 'returned'
