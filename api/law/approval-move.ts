import {
  changedReviewed,
  missingFields,
  type ApprovalFile,
  type ApprovalSign,
  type Publication,
  type WrittenFile,
} from './approval-file.ts'
import { authorsOf, reviewsOf } from './approval-history.ts'
import { approvalMoves, type ApprovalAction, type ApprovalDuty, type ApprovalState } from './approval.ts'
import { dayOf } from './calendar.ts'
import { exclusionFailure } from './exclusions.ts'
import type { Failure } from './failure.ts'
import { missingForUse, type ReadyFacts } from './ready-for-use.ts'

/** What somebody wants to do, with what it is done by. */
export type AskedMove =
  | { readonly action: 'amend'; readonly file: WrittenFile }
  | { readonly action: 'sign'; readonly sign: ApprovalSign }
  | { readonly action: 'publish'; readonly publication: Publication }
  | { readonly action: 'put_in_use'; readonly trialUntil: string | null }
  | { readonly action: Exclude<ApprovalAction, 'amend' | 'sign' | 'publish' | 'put_in_use'> }

export interface MoveFacts extends ReadyFacts {
  readonly state: ApprovalState
  /** A program draws its pictures. */
  readonly isDrawn: boolean
}

export interface Mover {
  readonly id: string
  readonly duty: ApprovalDuty
}

export interface NextApproval {
  readonly state: ApprovalState
  readonly file: ApprovalFile
}

type Guard = (facts: MoveFacts, asked: AskedMove, by: Mover) => Failure[]

const fieldProblem = (path: string, message: string): Failure => ({
  code: 'dev_file_invalid',
  facts: { field: path },
  problems: [{ path, message }],
})

/** What is reviewed stays as it was reviewed: it is changed in draft, or for the next review. */
const reviewStays: Guard = ({ state, file }, asked) => {
  if (asked.action !== 'amend' || state === 'draft' || state === 'suspended') return []
  const changed = changedReviewed(file, asked.file)
  if (changed.length === 0) return []
  const problems = changed.map((path) => ({
    path: `file.${path}`,
    message: 'reviewed: draft it again first',
  }))
  return [{ code: 'dev_file_invalid', facts: { fields: changed }, problems }]
}

const notOfTheFuture: Guard = ({ at }, asked) => {
  const today = dayOf(at)
  if (asked.action === 'publish' && asked.publication.on > today)
    return [fieldProblem('on', 'a day of the future: it is recorded when it is public')]
  if (asked.action === 'sign' && asked.sign.takenOn > today)
    return [fieldProblem('takenOn', 'a day of the future')]
  return []
}

/** A drawn camera shows the job and goes no further: no review can make its pictures speak of anybody. */
const notDrawn: Guard = ({ isDrawn }, { action }) =>
  isDrawn && (action === 'submit' || action === 'put_in_use') ? [{ code: 'dev_drawn', facts: {} }] : []

const fileWhole: Guard = ({ file }, { action }) => {
  const missing = action === 'submit' ? missingFields(file) : []
  if (missing.length === 0) return []
  const problems = missing.map((path) => ({ path: `file.${path}`, message: 'needed for the review' }))
  return [{ code: 'dev_file_invalid', facts: { fields: missing }, problems }]
}

/** The technical and the legal reviewer are two people, and neither wrote what they review. */
const anotherPerson: Guard = ({ rows }, { action }, { id }) => {
  if (action !== 'pass_technical' && action !== 'pass_legal') return []
  const technical = reviewsOf(rows).technical?.actor
  const who = { author: authorsOf(rows), technical_reviewer: technical === undefined ? [] : [technical] }
  const failure =
    action === 'pass_legal'
      ? exclusionFailure('pass_legal', id, who)
      : exclusionFailure('pass_technical', id, who)
  return failure ? [failure] : []
}

const ready: Guard = (facts, { action }) => (action === 'put_in_use' ? missingForUse(facts) : [])

const guards: readonly Guard[] = [reviewStays, notOfTheFuture, notDrawn, fileWhole, anotherPerson, ready]

/** The file after it. What was published or on trial before a review is so no more after it: it is done anew. */
function fileAfter(file: ApprovalFile, asked: AskedMove): ApprovalFile {
  switch (asked.action) {
    case 'amend':
      return { ...file, ...asked.file }
    case 'sign':
      return { ...file, sign: asked.sign }
    case 'publish':
      return { ...file, publication: asked.publication }
    case 'put_in_use':
      return { ...file, trialUntil: asked.trialUntil }
    case 'submit':
      return { ...file, publication: null, trialUntil: null }
    default:
      return file
  }
}

/** Decides; does not write. Every failure at once, or how it stands from now on. */
export function decideMove(
  facts: MoveFacts,
  asked: AskedMove,
  by: Mover,
): { readonly failures: readonly Failure[] } | NextApproval {
  const { state, file } = facts
  const move = approvalMoves[asked.action]
  if (!move.by.includes(by.duty)) return { failures: [{ code: 'not_permitted', facts: {} }] }
  if (!move.from.includes(state))
    return {
      failures: [{ code: 'dev_action_refused', facts: { action: asked.action, state, from: move.from } }],
    }
  const failures = guards.flatMap((guard) => guard(facts, asked, by))
  if (failures.length > 0) return { failures }
  return { state: move.to ?? state, file: fileAfter(file, asked) }
}

/**
 * What another address or place does: it may be another camera, or is not where it was published to be. In use, it is taken out of
 * use; under review, the review begins anew.
 */
export function afterOtherSetting(state: ApprovalState): 'suspend' | 'redraft' | null {
  if (state === 'in_use') return 'suspend'
  return state === 'draft' || state === 'suspended' || state === 'retired' ? null : 'redraft'
}
