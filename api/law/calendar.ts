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
