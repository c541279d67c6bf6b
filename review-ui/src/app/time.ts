const zone = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** `2026-11-22 09:05:03`, always Asia/Shanghai, whatever the machine's own zone is. */
export function formatAt(at: number): string {
  const got = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${got['year']}-${got['month']}-${got['day']} ${got['hour']}:${got['minute']}:${got['second']}`
}

/** `09:05:03`, Asia/Shanghai. */
export const formatClock = (at: number): string => formatAt(at).slice(11)

/** `2026-11-22`, Asia/Shanghai. */
export const formatDay = (at: number): string => formatAt(at).slice(0, 10)

/** Midnight at the end of a day given as `2026-11-22`, Asia/Shanghai (UTC+8 all year), epoch ms; null if it is none. */
export function endOfDay(day: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T23:59:59+08:00`) : Number.NaN
  return Number.isNaN(at) ? null : at
}

export interface Length {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days'
  readonly n: number
}
const units = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
] as const

/** The two largest units of a length of time, rounded down: 3 min 20 s. Under a second, and below zero: 0 s. */
export function lengthParts(ms: number): readonly Length[] {
  const first = units.findIndex(([, size]) => ms >= size)
  if (first === -1) return [{ unit: 'seconds', n: 0 }]
  let rest = ms
  return units.slice(first, first + 2).flatMap(([unit, size]) => {
    const n = Math.floor(rest / size)
    rest -= n * size
    return n > 0 ? [{ unit, n }] : []
  })
}

/** `1.2 MB`; decimal units. */
export function formatBytes(bytes: number): string {
  const names = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(names.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${step === 0 ? value : value.toFixed(1)} ${names[step] ?? 'B'}`
}

/** `+120 ms`, `-1 500 ms` as `+0.12 s`: sign always shown, seconds with two decimals. */
export const formatOffset = (ms: number): string =>
  `${ms < 0 ? '−' : '+'}${(Math.abs(ms) / 1000).toFixed(2)} s`
