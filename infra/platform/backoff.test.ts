import { expect, it } from 'vitest'
import { nextDelay } from './backoff.ts'

const limits = { baseMs: 1000, maxMs: 30_000 }

it.each([
  ['first failure, least', 1, 0, 500],
  ['first failure, most', 1, 0.999999, 1000],
  ['second failure doubles', 2, 0.999999, 2000],
  ['fifth failure', 5, 0, 8000],
  ['never over the maximum', 20, 0.999999, 30_000],
  ['never overflows', 5000, 0, 15_000],
  ['attempt 0 is as 1', 0, 0, 500],
])('%s', (...[, attempt, random, expected]) => {
  expect(nextDelay(attempt, limits, () => random)).toBe(expected)
})
