import { expect, it } from 'vitest'
import { likeness, unitVector } from './likeness.ts'

const vector = (...values: number[]) => unitVector(Float32Array.from(values))

it.each([
  ['the same', [3, 4], [3, 4], 1],
  ['the same, longer', [3, 4], [30, 40], 1],
  ['across', [1, 0], [0, 5], 0],
  ['against', [1, 2], [-1, -2], -1],
  ['half a right angle', [1, 0], [1, 1], Math.SQRT1_2],
  ['nothing to compare', [0, 0], [1, 1], 0],
])('%s', (...[, a, b, expected]) => expect(likeness(vector(...a), vector(...b))).toBeCloseTo(expected, 6))

it('refuses vectors of two models', () =>
  expect(() => likeness(vector(1), vector(1, 2))).toThrow('vectors of 1 and 2'))
