import type { Failure } from './failure.ts'
import { exclusionFailure } from './exclusions.ts'

/** declared: by whom it is about. ordered: by a head or supervisor. lifted: by a head. */
export const recusalActs = ['declared', 'ordered', 'lifted'] as const
export type RecusalAct = (typeof recusalActs)[number]

/** Duties whose holders officiate, and may therefore be recused (行政处罚法 art. 43). */
export const recusableDuties = ['officer', 'legal_reviewer', 'head'] as const

/** What was last recorded of a person and an alert, with all that comes of it; null: nothing. */
export type LastRecusal = RecusalAct | null

/** Whether every move on it by this person is refused. */
export const isRecused = (last: LastRecusal): boolean => last === 'declared' || last === 'ordered'

export interface AskedRecusal {
  readonly act: RecusalAct
  /** Whom it is about. */
  readonly personId: string
  readonly byId: string
}

export interface RecusalFacts {
  readonly last: LastRecusal
  /** The one whom it is about officiates: an active officer, legal reviewer or head. */
  readonly officiates: boolean
}

const refused = (why: string): Failure => ({ code: 'recusal_refused', facts: { why } })

/** Why a recusal is not recorded as asked; null: it is. */
export function recusalFailure(
  { last, officiates }: RecusalFacts,
  { act, personId, byId }: AskedRecusal,
): Failure | null {
  if (act === 'lifted') {
    const own = exclusionFailure('lift_recusal', byId, { subject: [personId] })
    return own ?? (isRecused(last) ? null : refused('not_recused'))
  }
  if (!officiates) return refused('not_an_official')
  return isRecused(last) ? refused('already') : null
}
