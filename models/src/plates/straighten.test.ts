import { expect, it } from 'vitest'
import { paste, plain } from '../raster/raster.ts'
import type { Corners } from '../raster/rectify.ts'
import { oneRow, sizeOf, straighten, twoRows } from './straighten.ts'

const upright = (width: number, height: number): Corners => [
  { x: 10, y: 10 },
  { x: 10 + width, y: 10 },
  { x: 10 + width, y: 10 + height },
  { x: 10, y: 10 + height },
]

it('measures along the sides, not along the picture', () => {
  const tilted: Corners = [
    { x: 0, y: 0 },
    { x: 30, y: 40 },
    { x: 22, y: 46 },
    { x: -8, y: 6 },
  ]
  expect(sizeOf(tilted)).toEqual({ width: 50, height: 10 })
})

it.each([
  ['a small plate is enlarged to the line', 44, 14, { width: 151, height: 48 }],
  ['a large one stays as it is', 300, 96, { width: 300, height: 96 }],
])('%s', (...[, width, height, size]) =>
  expect(straighten(plain({ width: 400, height: 200 }, 0), upright(width, height))).toMatchObject(size),
)

it.each([
  ['a plate', 440, 140, 151],
  ['a crop of 94 x 24', 94, 24, 188],
  ['too wide a one', 1000, 50, 320],
  ['a slit', 10, 100, 48],
])('one row of %s', (...[, width, height, expected]) =>
  expect(oneRow(plain({ width, height }, 0))).toMatchObject({ width: expected, height: 48 }),
)

it('two rows: the upper 5/12 left of the lower 2/3', () => {
  const plate = plain({ width: 240, height: 120 }, 0)
  paste(plate, plain({ width: 240, height: 48 }, 100), { x: 0, y: 0 })
  paste(plate, plain({ width: 240, height: 60 }, 200), { x: 0, y: 60 })
  const line = twoRows(plate)
  expect(line).toMatchObject({ width: 86 + 144, height: 48 })
  const grey = (x: number, y: number) => line.data[(y * line.width + x) * 3]
  // Rows 0 to 48 of the plate are 100, to 60 they are 0, to 120 they are 200. The upper part ends at 50, the lower begins at 40.
  expect([2, 45].map((y) => grey(43, y))).toEqual([100, 100])
  expect([2, 8, 45].map((y) => grey(86 + 70, y))).toEqual([100, 0, 200])
})
