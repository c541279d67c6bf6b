import { describe, expect, it } from 'vitest'
import { endOfDay, formatAt, formatBytes, formatOffset, lengthParts } from './time.ts'

describe('formatAt', () => {
  it.each([
    ['a summer morning', Date.UTC(2026, 6, 1, 1, 2, 3), '2026-07-01 09:02:03'],
    ['past midnight there, still yesterday in UTC', Date.UTC(2026, 11, 31, 16, 0, 0), '2027-01-01 00:00:00'],
    ['the last second of a day', Date.UTC(2026, 0, 1, 15, 59, 59), '2026-01-01 23:59:59'],
  ])('%s', (_, at, text) => expect(formatAt(at)).toBe(text))
})

describe('lengthParts', () => {
  it.each([
    ['nothing', 0, '0seconds'],
    ['below zero', -5_000, '0seconds'],
    ['under a second', 999, '0seconds'],
    ['seconds', 59_999, '59seconds'],
    ['a round minute', 60_000, '1minutes'],
    ['minutes and seconds', 200_000, '3minutes 20seconds'],
    ['hours leave the seconds out', 3_661_000, '1hours 1minutes'],
    ['days', 90_000_000, '1days 1hours'],
  ])('%s', (_, ms, text) =>
    expect(
      lengthParts(ms)
        .map(({ unit, n }) => `${n}${unit}`)
        .join(' '),
    ).toBe(text),
  )
})

it('a certificate is valid to the last second of its day in Shanghai', () => {
  expect(endOfDay('2026-11-22')).toBe(Date.UTC(2026, 10, 22, 15, 59, 59))
  expect(endOfDay('22.11.2026')).toBeNull()
  expect(endOfDay('')).toBeNull()
})
it.each([
  [120, '+0.12 s'],
  [-1_500, '−1.50 s'],
])('an offset of %d ms shows its sign', (ms, text) => expect(formatOffset(ms)).toBe(text))
it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [1.9e9, '1.9 GB'],
])('%d bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
