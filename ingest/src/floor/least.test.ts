import fc from 'fast-check'
import { expect, it } from 'vitest'
import { leastOf, noLeast, stepLeast } from './least.ts'

it('is the least of the last values, whatever they are and however many are looked back on', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.integer({ min: 1, max: 8 }), (values, span) => {
      let least = noLeast
      values.forEach((value, i) => {
        least = stepLeast(least, value, span)
        expect(leastOf(least)).toBe(Math.min(...values.slice(Math.max(0, i + 1 - span), i + 1)))
      })
      expect(least.count).toBe(values.length)
    }),
  )
})

it('knows nothing before the first value', () => {
  expect(leastOf(noLeast)).toBe(Number.POSITIVE_INFINITY)
})
