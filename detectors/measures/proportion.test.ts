import { describe, expect, it } from 'vitest'
import { isTellable, proportion } from './proportion.ts'

describe('a share with its interval', () => {
  // Known values: Wilson (1927), as R's prop.test(x, n, correct = FALSE) gives them.
  it.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [9, 10, 0.5958, 0.9821],
    [10, 10, 0.7225, 1],
    [50, 100, 0.4038, 0.5962],
    [90, 100, 0.8256, 0.9448],
    [1, 1, 0.2065, 1],
    [0, 4, 0, 0.4899],
  ])('%i of %i lies in %f..%f', (...[hits, tries, low, high]) => {
    const found = proportion(hits, tries)
    expect(found.low).toBeCloseTo(low, 3)
    expect(found.high).toBeCloseTo(high, 3)
  })

  it('of nothing it says that anything may be', () => {
    expect(proportion(0, 0)).toEqual({ hits: 0, tries: 0, share: null, low: 0, high: 1 })
  })

  it('holds the share itself, and never leaves 0..1', () => {
    for (let tries = 1; tries <= 40; tries += 1)
      for (let hits = 0; hits <= tries; hits += 1) {
        const { low, high, share } = proportion(hits, tries)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(share!)
        expect(high).toBeGreaterThanOrEqual(share!)
      }
  })

  it('is narrower the more there is', () => {
    const widthOf = (tries: number): number => {
      const { low, high } = proportion(tries / 2, tries)
      return high - low
    }
    expect(widthOf(10)).toBeGreaterThan(widthOf(100))
    expect(widthOf(100)).toBeGreaterThan(widthOf(1000))
  })

  it.each([
    [-1, 3],
    [4, 3],
    [0.5, 3],
    [0, Number.NaN],
  ])('refuses %f of %f', (hits, tries) => {
    expect(() => proportion(hits, tries)).toThrow(RangeError)
  })

  it.each([
    [9, false],
    [10, true],
  ])('%i tries tell a percentage: %s', (tries, expected) => expect(isTellable({ tries })).toBe(expected))
})
