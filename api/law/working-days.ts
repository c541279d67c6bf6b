import { holidays } from './holidays.ts'

/** Days off whose date is the same every year: what is left of the holidays where a year's notice is not known. */
const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

const dayMs = 86_400_000
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(startOf(day)).getUTCDay())
const dayAfter = (day: string): string => new Date(startOf(day) + dayMs).toISOString().slice(0, 10)

/** Whether the State Council's notice of the year of this day is known here. */
export const knowsYearOf = (day: string): boolean => holidays[day.slice(0, 4)] !== undefined

/**
 * Whether people work on this day, `2026-11-22` in Asia/Shanghai (`dayOf` says the day of a moment). Of years whose notice is
 * not known: from Monday to Friday, but for the holidays of a fixed date. Those of the moon are then counted as worked, and
 * days worked for a holiday as free: a screen that shows such a date says so (`knowsYearOf`).
 */
export function isWorkingDay(day: string): boolean {
  const year = holidays[day.slice(0, 4)]
  if (!year) return !isWeekend(day) && !fixed.includes(day.slice(5))
  if (year.worked.includes(day)) return true
  return !isWeekend(day) && !year.off.some(([first, last]) => first <= day && day <= last)
}

/**
 * The n-th working day after a day, which does not count itself (the day on which a period begins is not counted). Example:
 * 5 after Friday 2026-02-13 is Friday 2026-02-27: Saturday the 14th is worked, Spring Festival is from the 15th to the 23rd.
 */
export function addWorkingDays(from: string, n: number): string {
  let day = from
  let left = n
  while (left > 0) {
    day = dayAfter(day)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}
