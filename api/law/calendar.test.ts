import { expect, it } from 'vitest'
import { monthsLater } from './calendar.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)

it.each([
  ['2026-11-21T09:30:00', -12, '2025-11-21T09:30:00'],
  ['2026-03-31T09:30:00', -1, '2026-02-28T09:30:00'],
  ['2028-02-29T09:30:00', -12, '2027-02-28T09:30:00'],
  ['2026-01-15T09:30:00', -1, '2025-12-15T09:30:00'],
  ['2026-11-30T23:59:59', 3, '2027-02-28T23:59:59'],
  ['2028-02-29T00:00:00', 24, '2030-02-28T00:00:00'],
  // The day before in Greenwich, which is of another month.
  ['2025-03-01T02:00:00', -12, '2024-03-01T02:00:00'],
])('%s and %i months: %s', (from, months, to) => expect(monthsLater(at(from), months)).toBe(at(to)))
