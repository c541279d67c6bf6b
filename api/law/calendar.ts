const dayMs = 86_400_000
/** Asia/Shanghai is UTC+8 all year. */
const offsetMs = 8 * 3_600_000

/** The calendar day of a moment in Asia/Shanghai, `2026-11-22`. */
export const dayOf = (at: number): string => new Date(at + offsetMs).toISOString().slice(0, 10)

/** The day before that of a moment. */
export const dayBefore = (at: number): string => dayOf(at - dayMs)

/** The year of a moment in Asia/Shanghai: cases are numbered by it. */
export const yearOf = (at: number): number => Number(dayOf(at).slice(0, 4))

/** The midnight at which the day of a moment began, in Asia/Shanghai. */
export const startOfDay = (at: number): number => Math.floor((at + offsetMs) / dayMs) * dayMs - offsetMs

/**
 * The same time of the same day so many months later, or before (negative), in Asia/Shanghai: the last day of a month that has no
 * such day (民法典 art. 202: "没有对应日的，月末日为期间的最后一日"). Epoch ms.
 */
export function monthsLater(at: number, months: number): number {
  const day = new Date(at + offsetMs)
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const midnight = Date.UTC(year, month, Math.min(day.getUTCDate(), last)) - offsetMs
  return midnight + (at - startOfDay(at))
}
