import { type Case, decideCaseSchema, handOverCaseSchema } from '@sightline/api/contract/cases'
import { decisions, type CaseAction } from '@sightline/api/law/case-moves'
import { correctionReasons, notFiledReasons } from '@sightline/api/law/statuses'

/** What is typed for a move. */
export interface MoveFields {
  readonly reason?: string
  readonly note?: string
  readonly receiver?: string
  readonly documentNumber?: string
  readonly filedNumber?: string
  readonly authorityBasis?: string
}

type Field = keyof MoveFields
const papers = ['documentNumber'] as const

/** What each move asks for, and which of it may stay empty. */
export const fieldsOf: Readonly<Record<CaseAction, readonly Field[]>> = {
  file: [],
  send_back: [],
  refuse: ['reason'],
  revoke: ['reason'],
  hand_over: ['receiver', ...papers],
  city_accepted: papers,
  city_returned: papers,
  city_filed: ['filedNumber', ...papers],
  city_not_filed: ['reason', ...papers],
  city_decided: papers,
  city_revoked: ['reason', ...papers],
}

/** Whether a note must say why. */
export const asksWhy = (action: CaseAction): boolean =>
  action === 'send_back' || action === 'revoke' || action === 'city_returned'

const undoes = (action: CaseAction): boolean => action === 'revoke' || action === 'city_revoked'
/** The reasons that a move may have. */
export const reasonsOf = (action: CaseAction) => (undoes(action) ? correctionReasons : notFiledReasons)

/** Whether the head says by what this agency has the authority: nobody entered it when the case was proposed. */
export const asksAuthority = (action: CaseAction, matter: Case['matter']): boolean =>
  action === 'file' && (matter === null || matter.gaps.includes('authority_unknown'))

export const isDecision = (action: CaseAction): boolean => decisions.some((one) => one === action)

/** The body that is sent, as the contract has it. */
export function toMove(action: CaseAction, version: number, fields: MoveFields) {
  const body = { note: '', ...fields, action, version }
  return isDecision(action)
    ? ({ kind: 'decision', body: decideCaseSchema.parse(body) } as const)
    : ({ kind: 'hand_over', body: handOverCaseSchema.parse(body) } as const)
}
