import { dayOf, startOfDay } from './calendar.ts'
import type { CaseStatus } from './case-moves.ts'
import { dueBefore, dueOf, limits, reachedBefore, type LimitedWork } from './limits.ts'
import type { ActionName } from './moves.ts'
import type { AlertStatus } from './statuses.ts'
import { dayMs } from './terms.ts'

export interface TimeLimit {
  readonly work: LimitedWork
  /** Epoch ms. */
  readonly dueAt: number
}

/** What an alert waits for as it stands; absent: for nobody. */
export const workOfAlert: Readonly<Partial<Record<AlertStatus, LimitedWork>>> = {
  new: 'triage',
  claimed: 'triage',
  passed_on: 'review',
  agreed_once: 'second_review',
}

/** By when people are to act on an alert as it stands; null: nobody has to. */
export function alertLimit({
  status,
  limitFrom,
}: {
  readonly status: AlertStatus
  readonly limitFrom: number
}): TimeLimit | null {
  const work = workOfAlert[status]
  return work ? { work, dueAt: dueOf(work, limitFrom) } : null
}

interface Counted {
  readonly round: number
  readonly confirmedAt: Date
  /** Until the move. */
  readonly limitFrom: Date
}

/**
 * From when the limit counts after a move of triage. What is restored waits anew. The review of what is passed on counts from the
 * capture; of a later round from when that began, for it could not be done before.
 */
export function limitFromAfter(
  action: ActionName,
  { round, confirmedAt, limitFrom }: Counted,
  at: number,
): Date {
  if (action === 'restore') return new Date(at)
  return action === 'pass_on' && round === 1 ? confirmedAt : limitFrom
}

/** By when somebody is to decide on a proposed case; null: it was decided on. */
export const caseLimit = ({
  status,
  proposedAt,
}: {
  readonly status: CaseStatus
  readonly proposedAt: number
}): TimeLimit | null =>
  status === 'proposed' ? { work: 'filing', dueAt: dueOf('filing', proposedAt) } : null

/** How a limit stands: `late` it is over, `today` it ends within this day, `ahead` it does not yet. */
export const limitStates = ['late', 'today', 'ahead'] as const
export type LimitState = (typeof limitStates)[number]

export function limitState({ dueAt }: Pick<TimeLimit, 'dueAt'>, now: number): LimitState {
  if (now > dueAt) return 'late'
  return dayOf(now) === dayOf(dueAt) ? 'today' : 'ahead'
}

/** Beginnings, epoch ms: from the first on, before the second; null: without an end on that side. */
export interface Span {
  readonly from: number | null
  readonly before: number | null
}

/** From when on a work counts that stands so now; null: however it stands. What runs out is no work before it is warned of. */
export function spanOf(work: LimitedWork, state: LimitState | null, now: number): Span {
  const notLate = dueBefore(work, now)
  const notToday = dueBefore(work, startOfDay(now) + dayMs)
  const warned = limits[work].runsOut ? reachedBefore(work, 'warned', now) : null
  const spans: Record<LimitState, Span> = {
    late: { from: null, before: notLate },
    today: { from: notLate, before: notToday },
    ahead: { from: notToday, before: warned },
  }
  return state === null ? { from: null, before: warned } : spans[state]
}
