import type { QuietHours } from '@sightline/api/law/speakers'

const two = (n: number): string => String(n).padStart(2, '0')
/** A minute of the day as a field of time has it, `07:00`. */
export const toClock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** The minute of the day of a field of time; null: empty. */
export function toMinute(clock: string | undefined): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock ?? '') ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes)
}

export const quietText = ({ from, to }: QuietHours): string => `${toClock(from)}–${toClock(to)}`
