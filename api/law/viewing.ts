import type { Failure } from './failure.ts'

/** So long a reason holds, for one source and one session: then it is asked for again, ms. */
export const reasonMs = 3_600_000
export const reasonMin = 4

export interface Viewing {
  /** The stream is the police's or of public safety (PSV art. 16 (3), 20). */
  readonly isPolice: boolean
  /** Until when what was said in this session for this source holds; null: nothing was said. */
  readonly saidUntil: number | null
  readonly now: number
}

/**
 * Whether somebody may look at a source's pictures: of the police's own only by a reason and the number of a case or an
 * alert, which the access register has to hold (regulation on public-safety video, arts. 16, 20).
 */
export function refusalToView({ isPolice, saidUntil, now }: Viewing): Failure | null {
  if (!isPolice || (saidUntil !== null && now < saidUntil)) return null
  return { code: 'reason_needed', facts: { isOver: saidUntil !== null } }
}
