import type { alertPermitsSchema } from '@sightline/api/contract/permits'
import type { z } from 'zod'
import type { PermitAnswer, permitAnswers } from '@sightline/api/law/permits'

export type PermitItem = z.infer<typeof alertPermitsSchema>['items'][number]

/** What is said about permits while a verdict is being formed. Nothing is answered beforehand. */
export interface PermitDraft {
  readonly answer: (typeof permitAnswers)[number] | null
  readonly reason: string
}
export const emptyPermit: PermitDraft = { answer: null, reason: '' }

/**
 * What there is to be known. `items`: null until the register has answered. `forPlate`: those for the plate that the officer
 * typed; null: none was typed yet.
 */
export interface PermitsSeen {
  readonly isAsked: boolean
  readonly items: readonly PermitItem[] | null
  readonly forPlate: readonly PermitItem[] | null
  readonly error: unknown
  readonly retry: () => void
}

export type PermitProblem = 'needPermit' | 'needPermitReason' | 'hasPermit'

/** Whether the answer needs its reason: nothing could be found out, or the register says otherwise. */
export const needsReason = ({ answer }: PermitDraft, { forPlate }: Pick<PermitsSeen, 'forPlate'>): boolean =>
  answer === 'unknown' || (answer === 'none' && (forPlate ?? []).length > 0)

/** Why a confirmation cannot be submitted for what is said about permits; the api has the last word. */
export function permitProblems(
  { verdict, permit }: { readonly verdict: 'confirm' | 'reject' | null; readonly permit: PermitDraft },
  seen: Pick<PermitsSeen, 'isAsked' | 'forPlate'>,
): readonly PermitProblem[] {
  if (verdict !== 'confirm' || !seen.isAsked) return []
  if (permit.answer === null) return ['needPermit']
  if (permit.answer === 'has') return ['hasPermit']
  return needsReason(permit, seen) && permit.reason.trim() === '' ? ['needPermitReason'] : []
}

/** As it is sent; null: nothing was said. */
export const toPermitAnswer = ({ answer, reason }: PermitDraft): PermitAnswer | null =>
  answer === null ? null : { answer, reason: reason.trim() }
