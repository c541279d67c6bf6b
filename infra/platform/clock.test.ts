import { expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import { systemRandom } from './random.ts'

it('gives epoch time, and a monotonic time that does not go back', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000)
  const first = systemClock.monotonic()
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(first)
})

it('gives random numbers in [0, 1) that differ', () => {
  const numbers = Array.from({ length: 1000 }, () => systemRandom())
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
  expect(new Set(numbers).size).toBeGreaterThan(990)
})
