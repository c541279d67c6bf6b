import { expect, it } from 'vitest'
import { patienceFor } from './patience.ts'

it.each([
  ['25 pictures a second', 40, 4000],
  ['one a second', 1000, 4000],
  ['one in two seconds', 2000, 5000],
  ['one in five seconds', 5000, 12_500],
  ['a time stamp an hour ahead', 3_600_000, 15_000],
])('%s', (...[, durationMs, ms]) => {
  expect(patienceFor(durationMs, 4000)).toBe(ms)
})
