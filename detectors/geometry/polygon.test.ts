import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box, Point } from './point.ts'
import { boxShareInside, contains, polygonArea } from './polygon.ts'

const points = (...pairs: readonly (readonly [number, number])[]): readonly Point[] =>
  pairs.map(([x, y]) => ({ x, y }))
const square = points([0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8])
/** Open at the top, two legs of 0.2 and a floor of 0.2. */
const u = points(
  [0.1, 0.1],
  [0.3, 0.1],
  [0.3, 0.7],
  [0.7, 0.7],
  [0.7, 0.1],
  [0.9, 0.1],
  [0.9, 0.9],
  [0.1, 0.9],
)
const triangle = points([0, 0], [1, 0], [0, 1])
const boxOf = ([left, top, right, bottom]: readonly [number, number, number, number]): Box => ({
  left,
  top,
  right,
  bottom,
})

describe('contains', () => {
  it.each([
    ['the middle', square, { x: 0.5, y: 0.5 }, true],
    ['on an edge', square, { x: 0.2, y: 0.5 }, true],
    ['on a corner', square, { x: 0.8, y: 0.8 }, true],
    ['just outside', square, { x: 0.19, y: 0.5 }, false],
    ['level with a corner, outside', square, { x: 0.1, y: 0.2 }, false],
    ['in the leg of a U', u, { x: 0.2, y: 0.3 }, true],
    ['between the legs of a U', u, { x: 0.5, y: 0.3 }, false],
    ['on the inner edge of a U', u, { x: 0.5, y: 0.7 }, true],
    ['on a slanted edge', triangle, { x: 0.3, y: 0.7 }, true],
    ['level with a vertex of a slanted figure', triangle, { x: 0.5, y: 0 }, true],
    ['in no polygon at all', [], { x: 0.5, y: 0.5 }, false],
  ])('%s', (...[, polygon, point, expected]) => {
    expect(contains(polygon, point)).toBe(expected)
    expect(contains(polygon.toReversed(), point)).toBe(expected)
  })
})

describe('share of a box inside', () => {
  const rows: readonly (readonly [
    string,
    readonly Point[],
    readonly [number, number, number, number],
    number,
  ])[] = [
    ['wholly inside', square, [0.3, 0.3, 0.5, 0.5], 1],
    ['wholly outside', square, [0, 0, 0.1, 0.1], 0],
    ['half over an edge', square, [0.1, 0.3, 0.3, 0.5], 0.5],
    ['a quarter over a corner', square, [0.1, 0.1, 0.3, 0.3], 0.25],
    ['touching from outside', square, [0.1, 0.3, 0.2, 0.5], 0],
    ['the polygon within the box', square, [0, 0, 1, 1], 0.36],
    ['across both legs of a U', u, [0.2, 0.2, 0.8, 0.4], 1 / 3],
    ['between the legs of a U', u, [0.35, 0.2, 0.65, 0.6], 0],
    ['half under a diagonal', triangle, [0.25, 0.25, 0.75, 0.75], 0.5],
    ['a box without area', square, [0.5, 0.5, 0.5, 0.5], 0],
  ]
  it.each(rows)('%s', (...[, polygon, box, expected]) => {
    expect(boxShareInside(boxOf(box), polygon)).toBeCloseTo(expected, 12)
    expect(boxShareInside(boxOf(box), polygon.toReversed())).toBeCloseTo(expected, 12)
  })

  it('agrees with counting points, for star-shaped polygons', () => {
    const radii = fc.array(fc.double({ min: 0.05, max: 0.5, noNaN: true }), { minLength: 3, maxLength: 12 })
    const corner = fc.double({ min: 0, max: 0.6, noNaN: true })
    fc.assert(
      fc.property(radii, corner, corner, (all, x, y) => {
        const star = all.map((r, i) => {
          const angle = (i / all.length) * 2 * Math.PI
          return { x: 0.5 + r * Math.cos(angle), y: 0.5 + r * Math.sin(angle) }
        })
        const box = boxOf([x, y, x + 0.4, y + 0.3])
        const grid = Array.from({ length: 2500 }, (_, i) => ({
          x: x + ((i % 50) + 0.5) * 0.008,
          y: y + (Math.floor(i / 50) + 0.5) * 0.006,
        }))
        const counted = grid.filter((p) => contains(star, p)).length / grid.length
        expect(Math.abs(boxShareInside(box, star) - counted)).toBeLessThan(0.03)
        expect(boxShareInside(boxOf([-1, -1, 2, 2]), star) * 9).toBeCloseTo(polygonArea(star), 9)
      }),
      { numRuns: 50 },
    )
  })
})
