import { exclusionFailure } from './exclusions.ts'
import type { Failure } from './failure.ts'
import { endOfTerm } from './terms.ts'

/** What is said of a request for supervision (督办): answered by a head; ended by a supervisor: 已落实, 未落实, 撤回. */
export const supervisionActs = ['answered', 'settled', 'unsettled', 'withdrawn'] as const
export type SupervisionAct = (typeof supervisionActs)[number]
export const supervisionEnds = ['settled', 'unsettled', 'withdrawn'] as const

/** In how many working days an answer may be asked for. */
export const supervisionDays = { least: 1, most: 30 } as const

export interface SupervisionStep {
  readonly act: SupervisionAct
  readonly byId: string
}

export interface SupervisionFacts {
  readonly askedById: string
  /** In order: how many there are is its version. */
  readonly steps: readonly SupervisionStep[]
}

export const isEnd = (act: SupervisionAct): boolean => supervisionEnds.some((one) => one === act)
/** Nobody has ended it. */
export const isUnderWay = ({ steps }: Pick<SupervisionFacts, 'steps'>): boolean =>
  !steps.some(({ act }) => isEnd(act))

/** The end of the working day by which an answer is asked for, epoch ms. */
export const supervisionDue = (askedAt: number, workingDays: number): number =>
  endOfTerm(askedAt, { unit: 'working_day', n: workingDays })

const refused = (why: string): Failure => ({ code: 'supervision_refused', facts: { why } })

/** Why another one is not asked for while these are there; null: it is. */
export const askSupervisionFailure = (known: readonly Pick<SupervisionFacts, 'steps'>[]): Failure | null =>
  known.some(isUnderWay) ? refused('under_way') : null

/**
 * Why a step of it is not recorded; null: it is. Whoever asked does not answer, and whoever answered does not end it. What nobody
 * answered may be ended as not settled, or withdrawn, but not as settled.
 */
export function supervisionFailure(
  { askedById, steps }: SupervisionFacts,
  { act, version, byId }: { readonly act: SupervisionAct; readonly version: number; readonly byId: string },
): Failure | null {
  if (!isUnderWay({ steps })) return refused('ended')
  if (version !== steps.length) return { code: 'changed_meanwhile', facts: { version: steps.length } }
  const answerers = steps.filter((step) => step.act === 'answered').map((step) => step.byId)
  if (act === 'answered') return exclusionFailure('answer_supervision', byId, { asker: [askedById] })
  if (act === 'settled' && answerers.length === 0) return refused('unanswered')
  return exclusionFailure('end_supervision', byId, { answerer: answerers })
}
