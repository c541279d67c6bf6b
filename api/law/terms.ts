import { dayOf, startOfDay } from './calendar.ts'
import { addWorkingDays } from './working-days.ts'

/**
 * A length of time. `ms` runs by the clock, day and night. Days end with the last millisecond of the n-th working or calendar
 * day, and the day on which they begin does not count (行政处罚法 art. 85).
 */
export interface Term {
  readonly unit: 'ms' | 'working_day' | 'day'
  readonly n: number
}

export const minuteMs = 60_000
export const dayMs = 86_400_000

const endOf = (day: string): number => Date.parse(`${day}T23:59:59.999+08:00`)

/** The last moment of a term that began then, epoch ms. A later beginning never ends sooner. */
export function endOfTerm(from: number, { unit, n }: Term): number {
  if (unit === 'ms') return from + n
  return unit === 'day' ? endOf(dayOf(from + n * dayMs)) : endOf(addWorkingDays(dayOf(from), n))
}

/**
 * The first beginning whose term is not over before `at`: what began earlier ended earlier, and nothing else did. By it the
 * database is asked for what is late without knowing the calendar.
 */
export function firstNotOver(at: number, term: Term): number {
  if (term.unit === 'ms') return at - term.n
  let first = startOfDay(at)
  while (endOfTerm(first - dayMs, term) >= at) first -= dayMs
  return first
}
