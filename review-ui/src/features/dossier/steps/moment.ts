import { formatAt } from '../../../app/time.ts'

/** What a `datetime-local` field holds, in Asia/Shanghai (UTC+8 all year), as epoch ms; null: nothing, or no moment. */
export function toAt(text: string): number | null {
  const whole = text.length === 16 ? `${text}:00` : text
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(whole) ? Date.parse(`${whole}+08:00`) : Number.NaN
  return Number.isNaN(at) ? null : at
}

/** The same the other way, to the second. */
export const toField = (at: number): string => formatAt(at).replace(' ', 'T')
