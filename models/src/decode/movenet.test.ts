import { bodyPoints } from '@sightline/detectors/pose/body'
import { describe, expect, it } from 'vitest'
import { decodeMovenet, movenetHeads } from './movenet.ts'

const side = 48
const cells = side * side

/** Maps of heat and of numbers, all zero but where it is said. */
function maps(said: {
  readonly centres: readonly (readonly [number, number, number])[]
  /** Point, x, y, heat. */
  readonly heat: readonly (readonly [number, number, number, number])[]
  /** At a centre, where a point is expected from there: point, centre x, y, dx, dy. */
  readonly regress?: readonly (readonly [number, number, number, number, number])[]
  readonly offset?: readonly (readonly [number, number, number, number, number])[]
}) {
  const centre = new Float32Array(cells)
  for (const [x, y, value] of said.centres) centre[y * side + x] = value
  const heat = new Float32Array(17 * cells)
  for (const [point, x, y, value] of said.heat) heat[point * cells + y * side + x] = value
  const pairs = (rows: readonly (readonly [number, number, number, number, number])[] = []) => {
    const data = new Float32Array(34 * cells)
    for (const [point, x, y, dx, dy] of rows) {
      data[2 * point * cells + y * side + x] = dy
      data[(2 * point + 1) * cells + y * side + x] = dx
    }
    return { data, dims: [1, 34, side, side] }
  }
  return {
    [movenetHeads.centre]: { data: centre, dims: [1, 1, side, side] },
    [movenetHeads.heat]: { data: heat, dims: [1, 17, side, side] },
    [movenetHeads.regress]: pairs(said.regress),
    [movenetHeads.offset]: pairs(said.offset),
  }
}

describe('decodeMovenet', () => {
  it('finds a point at its heat, moved by its offset, in 0..1', () => {
    const found = decodeMovenet(
      maps({
        centres: [[24, 24, 0.9]],
        heat: [[0, 12, 6, 0.8]],
        regress: [[0, 24, 24, -12, -18]],
        offset: [[0, 12, 6, 0.5, 0.25]],
      }),
    )
    expect(found).toHaveLength(bodyPoints.length)
    expect(found[0]!.x).toBeCloseTo(12.5 / 48, 6)
    expect(found[0]!.y).toBeCloseTo(6.25 / 48, 6)
    expect(found[0]!.score).toBeCloseTo(0.8, 6)
  })
  it('takes the body in the middle, not the one at the edge that is a little hotter', () => {
    const heat = [
      [0, 20, 20, 0.7],
      [0, 4, 4, 0.9],
    ] as const
    const found = decodeMovenet(
      maps({
        centres: [
          [24, 26, 0.6],
          [2, 4, 0.9],
        ],
        heat,
      }),
    )
    expect(found[0]!.x).toBeCloseTo(20 / 48, 6)
  })
  it('takes the hand of that body, not the hotter one of another', () => {
    const regress = [[9, 24, 24, 6, 0]] as const
    const found = decodeMovenet(
      maps({
        centres: [[24, 24, 0.9]],
        heat: [
          [9, 30, 25, 0.5],
          [9, 44, 8, 0.9],
        ],
        regress,
      }),
    )
    expect([found[9]!.x, found[9]!.y]).toEqual([30 / 48, 25 / 48])
  })
  it('gives a point that is nowhere no score', () => {
    const found = decodeMovenet(maps({ centres: [[24, 24, 0.9]], heat: [] }))
    expect(found.every(({ score }) => score === 0)).toBe(true)
  })
  it('refuses a model without its heads', () => expect(() => decodeMovenet({})).toThrow('four heads'))
})
