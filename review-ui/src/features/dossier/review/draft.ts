import type { z } from 'zod'
import type { answersSchema, newReviewSchema } from '@sightline/api/contract/alerts'
import { emptyMatter, toMatterBody, type MatterDraft, type MatterProblem } from './matter-draft.ts'
import { emptyPermit, type PermitDraft, type PermitProblem, toPermitAnswer } from './permit-draft.ts'
import { normalPlate, plateKindOf } from '@sightline/api/law/plate'
import { asksNote, type EndReason } from '@sightline/api/law/statuses'

export type Answers = z.infer<typeof answersSchema>
export type Reason = EndReason

/** A verdict while it is being formed. Nothing is answered, chosen or typed beforehand. */
export interface Draft {
  readonly answers: Answers
  readonly verdict: 'confirm' | 'reject' | null
  readonly plate: string
  /** The vehicle shows none. */
  readonly hasNoPlate: boolean
  /** Looked again after the machine was found to have read another. */
  readonly plateConfirmed: boolean
  readonly permit: PermitDraft
  readonly matter: MatterDraft
  /** The provision by which no order had to go unheeded, as it was shown and chosen. */
  readonly rectifyWaiver: string | null
  /** Another event than one that was proposed before. */
  readonly isNewEvent: boolean
  readonly reason: Reason | null
  readonly note: string
}

export const questions = [
  'isTrue',
  'isClear',
  'isComplete',
  'isAccurate',
] as const satisfies readonly (keyof Answers)[]

export const emptyDraft: Draft = {
  answers: { isTrue: false, isClear: false, isComplete: false, isAccurate: false },
  verdict: null,
  plate: '',
  hasNoPlate: false,
  plateConfirmed: false,
  permit: emptyPermit,
  matter: emptyMatter,
  rectifyWaiver: null,
  isNewEvent: false,
  reason: null,
  note: '',
}

export const toggled = (draft: Draft, question: keyof Answers): Draft => ({
  ...draft,
  answers: { ...draft.answers, [question]: !draft.answers[question] },
})

export type DraftProblem =
  | PermitProblem
  | MatterProblem
  | 'needVerdict'
  | 'needAnswers'
  | 'needPlate'
  | 'badPlate'
  | 'needNoPlateNote'
  | 'needPlateNote'
  | 'needReason'
  | 'needNote'
  | 'needNewEventNote'
  | 'unseen'

/** Why a verdict cannot be submitted yet; the api checks the same and has the last word. */
export function problemsOf(draft: Draft, unseen: number): readonly DraftProblem[] {
  const isConfirm = draft.verdict === 'confirm'
  const isReject = draft.verdict === 'reject'
  const plate = draft.hasNoPlate ? null : normalPlate(draft.plate)
  const checks: readonly (readonly [DraftProblem, boolean])[] = [
    ['unseen', unseen > 0],
    ['needVerdict', draft.verdict === null],
    ['needAnswers', isConfirm && !questions.every((question) => draft.answers[question])],
    ['needPlate', isConfirm && plate === null && !draft.hasNoPlate],
    ['badPlate', isConfirm && plate !== null && plateKindOf(plate) === null],
    ['needNoPlateNote', isConfirm && draft.hasNoPlate && draft.note.trim() === ''],
    ['needPlateNote', isConfirm && draft.plateConfirmed && draft.note.trim() === ''],
    ['needReason', isReject && draft.reason === null],
    ['needNewEventNote', isConfirm && draft.isNewEvent && draft.note.trim() === ''],
    ['needNote', isReject && draft.reason !== null && asksNote(draft.reason) && draft.note.trim() === ''],
  ]
  return checks.flatMap(([problem, isThere]) => (isThere ? [problem] : []))
}

/** The body that is sent. A rejection carries no plate, a confirmation no reason. */
export function toReview(draft: Draft, version: number): z.input<typeof newReviewSchema> | null {
  if (draft.verdict === null) return null
  const isConfirm = draft.verdict === 'confirm'
  return {
    version,
    verdict: draft.verdict,
    answers: draft.answers,
    plate: isConfirm && !draft.hasNoPlate ? normalPlate(draft.plate) : null,
    hasNoPlate: isConfirm && draft.hasNoPlate,
    plateConfirmed: isConfirm && draft.plateConfirmed,
    permit: toPermitAnswer(draft.permit),
    rectifyWaiver: isConfirm ? draft.rectifyWaiver : null,
    isNewEvent: isConfirm && draft.isNewEvent,
    ...toMatterBody(draft.matter, draft.verdict),
    reason: isConfirm ? null : draft.reason,
    note: draft.note,
  }
}
