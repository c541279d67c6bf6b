import { describe, expect, it } from 'vitest'
import { likeness, mostParts, remembered, toAppearance } from './appearance.ts'

describe('a look in whole numbers', () => {
  it.each([
    ['of a unit vector', [0.6, -0.8], [95, -127]],
    ['of the same, longer', [6, -8], [95, -127]],
    ['without -0', [1, -0.001], [127, 0]],
  ])('%s', (...[, vector, expected]) => {
    expect(toAppearance(Float32Array.from(vector))).toEqual(expected)
    expect(JSON.parse(JSON.stringify(toAppearance(vector)))).toEqual(expected)
  })

  it.each([
    ['nothing', []],
    ['no direction', [0, 0]],
    ['no number', [1, Number.NaN]],
    ['no end', [1, Infinity]],
    ['too many parts', Array.from({ length: mostParts + 1 }, () => 1)],
  ])('none of %s', (...[, vector]) => expect(toAppearance(vector)).toBeNull())

  it.each([
    ['the same', [127, 0], [127, 0], 1],
    ['across', [127, 0], [0, 127], 0],
    ['against', [127, 0], [-127, 0], -1],
    ['half a right angle', [127, 0], [127, 127], Math.SQRT1_2],
    ['of two models', [127], [127, 0], null],
  ])('%s', (...[, a, b, expected]) => {
    const found = likeness(a, b)
    if (expected === null) expect(found).toBeNull()
    else expect(found).toBeCloseTo(expected, 9)
  })
})

describe('what is remembered of looks', () => {
  it.each([
    ['the first', null, [127, 0], [127, 0]],
    ['the one there was, where none is new', [127, 0], undefined, [127, 0]],
    ['mostly the one there was', [127, 0], [0, 127], [127, 32]],
    ['the new one, where it is of another model', [127, 0], [1, 2, 127], [1, 2, 127]],
    ['the new one, where it was against the old', [127, 0], [-127, 0], [127, 0]],
  ])('%s', (...[, before, seen, expected]) => expect(remembered(before, seen)).toEqual(expected))
})
