import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { area, blend, coveredShare, drift, foot, grow, intersection, iou, shift } from './box.ts'
import type { Box } from './point.ts'

const of = (left: number, top: number, [right, bottom]: readonly [number, number]): Box => ({
  left,
  top,
  right,
  bottom,
})
const unit = of(0, 0, [1, 1])
const left = of(0, 0, [0.5, 1])

describe('boxes', () => {
  it.each([
    ['itself', unit, unit, 1],
    ['a half of it', unit, left, 0.5],
    ['a neighbour that touches', left, of(0.5, 0, [1, 1]), 0],
    ['one far away', of(0, 0, [0.1, 0.1]), of(0.5, 0.5, [0.6, 0.6]), 0],
    ['one without area', unit, of(0.5, 0.5, [0.5, 0.5]), 0],
    ['two without area', of(0.5, 0.5, [0.5, 0.5]), of(0.5, 0.5, [0.5, 0.5]), 0],
    ['shifted by a third of its width', of(0, 0, [0.3, 0.2]), of(0.1, 0, [0.4, 0.2]), 0.5],
  ])('overlap with %s', (...[, a, b, expected]) => {
    expect(iou(a, b)).toBeCloseTo(expected, 12)
  })

  it.each([
    ['a box inside out has no area', area(of(0.6, 0, [0.4, 1])), 0],
    ['the foot is on the lower edge', foot(of(0.2, 0.1, [0.4, 0.9])).y, 0.9],
    ['the share that a cover hides', coveredShare(of(0, 0, [0.2, 0.2]), of(0.1, 0, [1, 1])), 0.5],
    ['nothing covers a box without area', coveredShare(of(0, 0, [0, 0]), unit), 0],
    ['a drift of half a width', drift(of(0, 0, [0.2, 0.1]), of(0.1, 0, [0.3, 0.1])), 0.5],
    ['a drift of half a height', drift(of(0, 0, [0.2, 0.1]), of(0, 0.05, [0.2, 0.15])), 0.5],
    ['a box without area is infinitely far', drift(of(0, 0, [0, 0]), unit), Infinity],
    ['half way between', blend(of(0, 0, [0.2, 0.2]), of(0.2, 0, [0.4, 0.2]), 0.5).left, 0.1],
    ['grown', grow(unit, { x: 0.25, y: 0 }).left, -0.25],
    ['grown by its sides', area(grow(unit, { x: 0.25, y: 0.5 })), 3],
    ['shifted', shift(unit, { x: 0.25, y: 0 }).right, 1.25],
  ])('%s', (_, found, expected) => {
    expect(found).toBeCloseTo(expected, 12)
  })

  it('overlap is symmetric and never exceeds the smaller box', () => {
    const side = fc.double({ min: 0, max: 1, noNaN: true })
    const boxes = fc
      .tuple(side, side, side, side)
      .map(([a, b, c, d]) => of(Math.min(a, b), Math.min(c, d), [Math.max(a, b), Math.max(c, d)]))
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        expect(iou(a, b)).toBe(iou(b, a))
        expect(intersection(a, b)).toBeLessThanOrEqual(Math.min(area(a), area(b)))
        expect(iou(a, b)).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })
})
