import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import { expect, it } from 'vitest'
import { suppress } from './suppress.ts'

const seen = (name: ObjectClass, score: number, [left, right]: readonly [number, number]): Detection => ({
  class: name,
  score,
  box: { left, right, top: 0.2, bottom: 0.6 },
})

it.each([
  [
    'keeps the better of two that overlap',
    [seen('car', 0.6, [0.1, 0.5]), seen('car', 0.8, [0.12, 0.52])],
    [0.8],
  ],
  [
    'keeps both where they hardly overlap',
    [seen('car', 0.6, [0.1, 0.5]), seen('car', 0.8, [0.45, 0.85])],
    [0.8, 0.6],
  ],
  [
    'one vehicle is not a car and a truck',
    [seen('truck', 0.7, [0.1, 0.5]), seen('car', 0.8, [0.1, 0.5])],
    [0.8],
  ],
  ['a bus suppresses a truck', [seen('truck', 0.7, [0.1, 0.5]), seen('bus', 0.9, [0.1, 0.5])], [0.9]],
  [
    'a person before a car stays',
    [seen('person', 0.7, [0.1, 0.5]), seen('car', 0.8, [0.1, 0.5])],
    [0.8, 0.7],
  ],
  [
    'a bicycle is no vehicle of that group',
    [seen('bicycle', 0.7, [0.1, 0.5]), seen('car', 0.8, [0.1, 0.5])],
    [0.8, 0.7],
  ],
  [
    'what the beaten one overlaps stays',
    [seen('car', 0.9, [0, 0.4]), seen('car', 0.8, [0.1, 0.5]), seen('car', 0.7, [0.2, 0.6])],
    [0.9, 0.7],
  ],
  ['exactly at the limit stays', [seen('car', 0.9, [0, 0.5]), seen('car', 0.8, [0, 0.25])], [0.9, 0.8]],
  ['nothing', [], []],
])('%s', (_, candidates, scores) => {
  expect(suppress(candidates, 0.5).map((d) => d.score)).toEqual(scores)
})
