import type { HoursSpan } from './finding.ts'

/** Asia/Shanghai is UTC+8 all year (no summer time since 1991), so that no time zone data is needed. */
const offsetMs = 8 * 3_600_000
const dayMs = 86_400_000

/** 1 (Monday) .. 7 (Sunday) in Asia/Shanghai. 1970-01-01 was a Thursday. */
const weekday = (dayNumber: number): number => ((((dayNumber + 3) % 7) + 7) % 7) + 1

/**
 * Whether a moment (epoch ms) lies within the hours. A span holds from its first minute up to, not including, its
 * last; one whose end is not after its start runs over midnight and belongs to the day on which it starts. No spans:
 * always.
 */
export function isActive(hours: readonly HoursSpan[], at: number): boolean {
  if (hours.length === 0) return true
  const local = at + offsetMs
  const day = Math.floor(local / dayMs)
  const minute = Math.floor((local - day * dayMs) / 60_000)
  return hours.some(({ days, fromMinute, toMinute }) => {
    if (toMinute > fromMinute) return days.includes(weekday(day)) && minute >= fromMinute && minute < toMinute
    const began = minute >= fromMinute && days.includes(weekday(day))
    return began || (minute < toMinute && days.includes(weekday(day - 1)))
  })
}
