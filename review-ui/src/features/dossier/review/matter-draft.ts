import type { z } from 'zod'
import type { AlertMatters, newMatterSchema } from '@sightline/api/contract/case-matter'
import { lawEntryIdSchema } from '@sightline/api/contract/ids'
import type { firstAnswers } from '@sightline/api/law/matter-guards'
import type { EndReason } from '@sightline/api/law/statuses'

/** What is said of the matter while a verdict is being formed. Nothing is answered beforehand. */
export interface MatterDraft {
  readonly matterId: string | null
  readonly lawReason: string
  readonly tierNo: number | null
  readonly tierFacts: string
  readonly answer: (typeof firstAnswers)[number] | null
  readonly reason: string
  readonly cites: readonly string[]
  readonly party: string
}
export const emptyMatter: MatterDraft = {
  matterId: null,
  lawReason: '',
  tierNo: null,
  tierFacts: '',
  answer: null,
  reason: '',
  cites: [],
  party: '',
}

export type MatterOption = AlertMatters['options'][number]

/** A part of the draft, and how it is changed. */
export interface MatterField {
  readonly matter: MatterDraft
  readonly change: (part: Partial<MatterDraft>) => void
}

export interface MattersSeen {
  /** Undefined until the catalogue has answered. */
  readonly data: AlertMatters | undefined
  readonly error: unknown
  readonly retry: () => void
}

const problems = [
  'needMatter',
  'needLawReason',
  'needTierFacts',
  'noAuthority',
  'needFirst',
  'needFirstReason',
  'firstApplies',
] as const
export type MatterProblem = (typeof problems)[number]
export const isMatterProblem = (problem: string): problem is MatterProblem =>
  problems.some((one) => one === problem)

/** The option that a version belongs to. */
export const optionOf = (
  options: readonly MatterOption[],
  matterId: string | null,
): MatterOption | undefined => options.find(({ atAct, now }) => atAct.id === matterId || now?.id === matterId)

/** Whether the law changed since the act: by which one, and why, is said then (R10). */
export const asksWhy = ({ now, isOver }: MatterOption): boolean => now !== null || isOver

interface Said {
  readonly verdict: 'confirm' | 'reject' | null
  readonly reason: EndReason | null
  readonly matter: MatterDraft
}

/** Why a verdict cannot be submitted for what it says about the matter; the api has the last word. */
export function matterProblems(
  { verdict, reason, matter }: Said,
  { data }: Pick<MattersSeen, 'data'>,
): readonly MatterProblem[] {
  const options = data?.options ?? []
  if (options.length === 0 || verdict === null) return []
  const isConfirm = verdict === 'confirm'
  const asksFirst = isConfirm || reason === 'first_violation'
  const option = optionOf(options, matter.matterId)
  const checks: readonly (readonly [MatterProblem, boolean])[] = [
    ['needMatter', isConfirm && option === undefined],
    ['needLawReason', isConfirm && option !== undefined && asksWhy(option) && matter.lawReason.trim() === ''],
    ['needTierFacts', isConfirm && matter.tierNo !== null && matter.tierFacts.trim() === ''],
    ['noAuthority', isConfirm && option?.authority.state === 'other'],
    ['needFirst', asksFirst && matter.answer === null],
    ['needFirstReason', asksFirst && matter.answer !== null && matter.reason.trim() === ''],
    ['firstApplies', isConfirm && matter.answer === 'applies'],
  ]
  return checks.flatMap(([problem, isThere]) => (isThere ? [problem] : []))
}

/** As it is sent. A rejection says the matter and the answer alone, where it was given. */
export function toMatterBody(
  { matterId, lawReason, tierNo, tierFacts, answer, reason, cites, party }: MatterDraft,
  verdict: 'confirm' | 'reject',
): z.input<typeof newMatterSchema> {
  const name = party.trim()
  const first =
    answer === null
      ? null
      : {
          answer,
          reason,
          cites: cites.map((id) => lawEntryIdSchema.parse(id)),
          party: name === '' ? null : name,
        }
  return {
    matterId: matterId === null ? null : lawEntryIdSchema.parse(matterId),
    lawReason,
    tier: verdict === 'confirm' && tierNo !== null ? { no: tierNo, facts: tierFacts } : null,
    first,
  }
}
