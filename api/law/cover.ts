import type { HoursSpan } from '@sightline/detectors/finding'
import { isActive } from '@sightline/detectors/hours'
import { dayBefore, dayOf } from './calendar.ts'

const minuteMs = 60_000

export interface Terms {
  readonly fromDay: string
  readonly toDay: string
  readonly hours: readonly HoursSpan[]
}

/** What remains of a span over midnight on the day after it began; null: nothing. */
const nextMorning = ({ days, toMinute }: HoursSpan): HoursSpan | null =>
  toMinute === 0 ? null : { days: days.map((day) => (day % 7) + 1), fromMinute: 0, toMinute }

/**
 * Whether a permit allows a moment (epoch ms, capture time). A span over midnight belongs to the day on which it starts:
 * a stall until the 31st, 18:00–02:00, may stand at one o'clock on the 1st, and not at one o'clock of its first day.
 */
export function isInForce({ fromDay, toDay, hours }: Terms, at: number): boolean {
  const isWithin = (day: string): boolean => fromDay <= day && day <= toDay
  const [today, yesterday] = [isWithin(dayOf(at)), isWithin(dayBefore(at))]
  if (hours.length === 0) return today
  return hours.some((span) => {
    if (span.toMinute > span.fromMinute) return today && isActive([span], at)
    const morning = nextMorning(span)
    const evening = today && isActive([{ ...span, toMinute: 1440 }], at)
    return evening || (yesterday && morning !== null && isActive([morning], at))
  })
}

export interface Stay {
  readonly from: number
  readonly to: number
}

/** Both ends, and every full minute between them; of a stay over a day, as many evenly spread. */
function momentsOf({ from, to }: Stay): number[] {
  const step = Math.max(minuteMs, Math.ceil((to - from) / 1440 / minuteMs) * minuteMs)
  const first = Math.ceil(from / minuteMs) * minuteMs
  const between = Array.from(
    { length: Math.max(0, Math.ceil((to - first) / step)) },
    (_, i) => first + i * step,
  )
  return [from, ...between, to]
}

/** Whether a permit allowed all of a stay, a part of it, or nothing (null). Terms change at full minutes only. */
export function coverOf(terms: Terms, stay: Stay): 'whole' | 'part' | null {
  const moments = momentsOf(stay)
  const allowed = moments.filter((at) => isInForce(terms, at)).length
  if (allowed === 0) return null
  return allowed === moments.length ? 'whole' : 'part'
}
