import { expect, it } from 'vitest'
import { limitationOf, limitationState } from './limitation.ts'

it.each([
  ['2026-11-01T10:00:00Z', '2028-11-01T10:00:00Z'],
  // No 29 February in 2030: the month's last day is the last day, and not the day after it.
  ['2028-02-29T10:00:00Z', '2030-02-28T10:00:00Z'],
  // In the night of that day in Chongqing it is still the 28th in Greenwich.
  ['2028-02-28T20:00:00Z', '2030-02-27T20:00:00Z'],
])('R9: an act that ended %s may be punished until %s', (ended, until) =>
  expect(new Date(limitationOf(Date.parse(ended))).toISOString()).toBe(until.replace('Z', '.000Z')),
)

const day = 86_400_000
it.each([
  ['thirty-one days before its end', -31 * day, 'ahead'],
  ['a moment more than thirty days before', -30 * day - 1, 'ahead'],
  ['thirty days before', -30 * day, 'near'],
  ['at its very end', 0, 'near'],
  ['a moment later', 1, 'over'],
] as const)('R9: %s a term is said to be %s', (_name, after, state) =>
  expect(limitationState(1_900_000_000_000, 1_900_000_000_000 + after)).toBe(state),
)
