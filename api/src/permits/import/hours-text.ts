import type { HoursSpan } from '@sightline/detectors/finding'

const dayNames = '一二三四五六日'
/** 1 (Monday) .. 7: `3`, `周三`, `三`, `周日` or `周天`; null for anything else. */
function dayOf(text: string): number | null {
  const plain = text.replace(/^(?:周|星期)/, '').replace('天', '日')
  if (/^[1-7]$/.test(plain)) return Number(plain)
  const index = plain.length === 1 ? dayNames.indexOf(plain) : -1
  return index === -1 ? null : index + 1
}

const week = [1, 2, 3, 4, 5, 6, 7] as const

/** The days from one to another, over the week's end too: 6-1 is Saturday, Sunday, Monday. */
function range(from: number, to: number): number[] {
  const length = ((to - from + 7) % 7) + 1
  return Array.from({ length }, (_, i) => ((from - 1 + i) % 7) + 1)
}

function daysOf(text: string): number[] | null {
  if (text === '' || text === '每天' || text === '每日' || text.toLowerCase() === 'daily') return [...week]
  const parts = text.split(/[,，、]/).map((part) => {
    const ends = part.split(/[-–~至到]/).map(dayOf)
    const [from = null, to = from] = ends
    return ends.length > 2 || from === null || to === null ? null : range(from, to)
  })
  if (parts.some((part) => part === null)) return null
  return [...new Set(parts.flatMap((part) => part ?? []))].toSorted((a, b) => a - b)
}

function minuteOf(text: string | undefined, last: 1439 | 1440): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text ?? '') ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  return hour === undefined || Number(minute) > 59 || minutes > last ? null : minutes
}

function spanOf(text: string): HoursSpan | null {
  const times = /(\d{1,2}:\d{2})\s*[-–~至到]\s*(\d{1,2}:\d{2})$/.exec(text)
  const [, from, to] = times ?? []
  const dayText = text.slice(0, times?.index)
  const [days, fromMinute, end] = [daysOf(dayText.trim()), minuteOf(from, 1439), minuteOf(to, 1440)]
  if (days === null || fromMinute === null || end === null) return null
  return { days, fromMinute, toMinute: end === 0 ? 1440 : end }
}

/**
 * Weekly hours as people write them: `周一至周五 07:00-21:00; 周六、周日 18:00-02:00`, `1-5 07:00-21:00`, `每天 18:00-22:00`.
 * Empty: always (no spans). Null: not to be read.
 */
export function toHours(text: string): HoursSpan[] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const spans = parts.map(spanOf)
  return spans.some((span) => span === null) || spans.length > 28 ? null : spans.flatMap((span) => span ?? [])
}
