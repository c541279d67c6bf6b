import { describe, expect, it } from 'vitest'
import type { Point } from './point.ts'
import { polygonProblems } from './polygon-problems.ts'

const points = (...pairs: readonly (readonly [number, number])[]): readonly Point[] =>
  pairs.map(([x, y]) => ({ x, y }))
const circle = (count: number): readonly Point[] =>
  Array.from({ length: count }, (_, i) => ({
    x: 0.5 + 0.4 * Math.cos((i / count) * 2 * Math.PI),
    y: 0.5 + 0.4 * Math.sin((i / count) * 2 * Math.PI),
  }))

describe('polygon problems', () => {
  it.each([
    ['a triangle', points([0, 0], [1, 0], [0, 1])],
    ['a concave polygon', points([0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.5, 0.3], [0.1, 0.9])],
    ['64 points', circle(64)],
    ['a point in the middle of a straight edge', points([0, 0], [0.5, 0], [1, 0], [1, 1], [0, 1])],
  ])('none: %s', (_, polygon) => {
    expect(polygonProblems(polygon)).toEqual([])
  })

  it.each([
    ['nothing drawn', [], [{ code: 'too_few_points', min: 3 }]],
    ['two points', points([0, 0], [1, 1]), [{ code: 'too_few_points', min: 3 }]],
    ['65 points', circle(65), [{ code: 'too_many_points', max: 64 }]],
    ['a point outside', points([0, 0], [1.2, 0], [0, 1]), [{ code: 'out_of_picture', point: 1 }]],
    [
      'an hourglass',
      points([0, 0], [1, 1], [1, 0], [0, 1]),
      [{ code: 'self_crossing', edges: [0, 2] }, { code: 'zero_area' }],
    ],
    [
      'a corner that touches another edge',
      points([0, 0], [1, 0], [1, 1], [0.5, 0], [0, 1]),
      [
        { code: 'self_crossing', edges: [0, 2] },
        { code: 'self_crossing', edges: [0, 3] },
      ],
    ],
    [
      'a spike that folds back',
      points([0, 0], [1, 0], [1, 1], [1, 0.5], [0, 1]),
      [
        { code: 'self_crossing', edges: [1, 2] },
        { code: 'self_crossing', edges: [1, 3] },
      ],
    ],
    [
      'a corner clicked twice',
      points([0, 0], [1, 0], [1, 0], [0, 1]),
      [{ code: 'repeated_point', point: 2, same: 1 }],
    ],
    ['a line', points([0, 0], [0.5, 0.5], [1, 1]), [{ code: 'zero_area' }]],
    [
      'everything at once',
      points([0, 0], [2, 2], [2, 0], [0, 2], [0, 0]),
      [
        { code: 'out_of_picture', point: 1 },
        { code: 'out_of_picture', point: 2 },
        { code: 'out_of_picture', point: 3 },
        { code: 'repeated_point', point: 4, same: 0 },
        { code: 'self_crossing', edges: [0, 2] },
        { code: 'zero_area' },
      ],
    ],
  ])('%s', (_, polygon, expected) => {
    expect(polygonProblems(polygon)).toEqual(expected)
  })

  it('names a coordinate that is no number', () => {
    expect(polygonProblems(points([0, 0], [NaN, 0], [0, 1]))).toContainEqual({
      code: 'out_of_picture',
      point: 1,
    })
  })
})
