import { expect, it } from 'vitest'
import { distanceOf, noKeys, stepKeys } from './key-distance.ts'

it.each<[string, number[], number, number]>([
  ['none yet', [], 5000, Infinity],
  ['one alone', [1000], 2000, Infinity],
  ['two', [1000, 3000], 3000, 2000],
  ['two, and a group that is longer than the last', [1000, 3000], 9000, 6000],
  ['closer than before', [0, 10_000, 11_000], 11_040, 1000],
  ['a clock that was set back', [10_000, 4000], 4000, 0],
])('knows how far apart key frames come: %s', (...[, keyTimes, now, expected]) => {
  const keys = keyTimes.reduce((before, at) => {
    const after = stepKeys(before, { at, isKey: true })
    return stepKeys(after, { at: at + 40, isKey: false })
  }, noKeys)
  expect(distanceOf(keys, now)).toBe(expected)
})
