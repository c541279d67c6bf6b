import type { HoursSpan } from '@sightline/detectors/finding'

const two = (n: number): string => String(n).padStart(2, '0')

/** `07:00`; the end of the day is `00:00`, as a clock shows it. */
export const minuteText = (minute: number): string =>
  `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`

/** Minutes of the day of `07:00`; null for anything else. */
export function toMinute(text: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

/** The end of a span: midnight as an end is the end of the day, minute 1440. */
export function toEndMinute(text: string): number | null {
  const minute = toMinute(text)
  return minute === 0 ? 1440 : minute
}

/** An end that is not after its start runs over midnight. */
export const isOvernight = ({ fromMinute, toMinute: to }: HoursSpan): boolean => to <= fromMinute

/** `一二三四五 07:00–21:00`. */
export const hoursText = (span: HoursSpan, dayName: (day: number) => string): string =>
  `${span.days.map(dayName).join(' ')} ${minuteText(span.fromMinute)}–${minuteText(span.toMinute)}`
