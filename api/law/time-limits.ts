import { dayOf } from './calendar.ts'
import type { CaseStatus } from './case-moves.ts'
import type { AlertStatus } from './statuses.ts'
import { addWorkingDays } from './working-days.ts'

/** What has to be done within a time (domain list §6.3): 初核, 记录审核, 立案审批. */
export type LimitedWork = 'triage' | 'review' | 'filing'

export interface TimeLimit {
  readonly work: LimitedWork
  /** Epoch ms. */
  readonly dueAt: number
}

/** An alert waits for its first look so long, ms. */
const triageMs = 10 * 60_000
/** A record is reviewed within so many working days of its capture (道路交通安全违法行为处理程序规定). */
const reviewDays = 5
/** A proposed case is decided on within so many working days. */
const filingDays = 7

/** The last moment of the n-th working day after a moment: its own day does not count (行政处罚法 art. 85). */
function endOfWorkingDay(from: number, days: number): number {
  const day = addWorkingDays(dayOf(from), days)
  return Date.parse(`${day}T23:59:59.999+08:00`)
}

/** By when people are to act on an alert as it stands, from its confirmation on (`arrivedAt`); null: nobody has to. */
export function alertLimit(alert: {
  readonly status: AlertStatus
  readonly arrivedAt: number
  /** Null: nobody has to do anything yet. */
  readonly confirmedAt: number | null
}): TimeLimit | null {
  const { status, arrivedAt, confirmedAt } = alert
  if (confirmedAt === null) return null
  if (status === 'new' || status === 'claimed') return { work: 'triage', dueAt: arrivedAt + triageMs }
  if (status === 'passed_on' || status === 'agreed_once')
    return { work: 'review', dueAt: endOfWorkingDay(confirmedAt, reviewDays) }
  return null
}

/** By when somebody is to decide on a proposed case; null: it was decided on. */
export const caseLimit = ({
  status,
  proposedAt,
}: {
  readonly status: CaseStatus
  readonly proposedAt: number
}): TimeLimit | null =>
  status === 'proposed' ? { work: 'filing', dueAt: endOfWorkingDay(proposedAt, filingDays) } : null

/** How a limit stands: `late` it is over, `today` it ends within this day, `ahead` it does not yet. */
export function limitState({ dueAt }: TimeLimit, now: number): 'late' | 'today' | 'ahead' {
  if (now > dueAt) return 'late'
  return dayOf(now) === dayOf(dueAt) ? 'today' : 'ahead'
}
