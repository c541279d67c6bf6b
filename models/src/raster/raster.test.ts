import { describe, expect, it } from 'vitest'
import { readPixmaps } from './pixmap.ts'
import { areaOf, crop, paste, plain } from './raster.ts'
import type { Raster } from './raster.ts'
import { rectify } from './rectify.ts'
import type { Corners } from './rectify.ts'
import { resize } from './resize.ts'
import { toInput } from './to-input.ts'

/** One value a pixel, the same in all three colours. */
const grey = (rows: readonly (readonly number[])[]): Raster => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from(rows.flat().flatMap((v) => [v, v, v])),
})
const rowsOf = ({ width, height, data }: Raster) =>
  Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => data[(y * width + x) * 3]))
const three = grey([
  [10, 20, 30],
  [40, 50, 60],
])

describe('crop and paste', () => {
  it('takes a part and puts it back elsewhere', () => {
    const part = crop(three, { x: 1, y: 0, width: 2, height: 1 })
    expect(rowsOf(part)).toEqual([[20, 30]])
    const onto = plain({ width: 3, height: 2 }, 7)
    paste(onto, part, { x: 0, y: 1 })
    expect(rowsOf(onto)).toEqual([
      [7, 7, 7],
      [20, 30, 7],
    ])
  })

  it.each([
    ['the whole', [0, 0, 1, 1], { x: 0, y: 0, width: 100, height: 50 }],
    ['every pixel it touches', [0.101, 0.19, 0.205, 0.41], { x: 10, y: 9, width: 11, height: 12 }],
    ['a box outside, cut', [-1, 0.5, 2, 3], { x: 0, y: 25, width: 100, height: 25 }],
    ['one pixel at least', [1, 1, 1, 1], { x: 99, y: 49, width: 1, height: 1 }],
  ])('area of %s', (_, [left, top, right, bottom], area) =>
    expect(
      areaOf({ left: left!, top: top!, right: right!, bottom: bottom! }, { width: 100, height: 50 }),
    ).toEqual(area),
  )
})

describe('resize', () => {
  it.each([
    ['the same size', { width: 3, height: 2 }, rowsOf(three)],
    // By hand: the middles of the new pixels lie at .25, .75 ... of the old ones; outside the edge is repeated.
    ['twice as wide', { width: 6, height: 1 }, [[25, 28, 33, 38, 43, 45]]],
    ['one pixel: the triangle over all', { width: 1, height: 1 }, [[35]]],
  ])('%s', (_, size, rows) => expect(rowsOf(resize(three, size))).toEqual(rows))

  it('skips no pixel when reducing: a line one pixel wide stays', () => {
    const line = grey([Array.from({ length: 64 }, (_, x) => (x === 21 ? 255 : 0))])
    expect(
      Math.max(
        ...rowsOf(resize(line, { width: 8, height: 1 }))
          .flat()
          .map(Number),
      ),
    ).toBeGreaterThan(20)
  })

  it('keeps the three colours apart', () => {
    const red = { width: 2, height: 1, data: Uint8Array.from([200, 10, 0, 100, 30, 0]) }
    expect([...resize(red, { width: 1, height: 1 }).data]).toEqual([150, 20, 0])
  })
})

describe('rectify', () => {
  const corners = (...at: readonly [number, number][]) => at.map(([x, y]) => ({ x, y })) as unknown as Corners
  const nine = grey([
    [10, 20, 30],
    [40, 50, 60],
    [70, 80, 90],
  ])
  it.each([
    [
      'its own corners give it back',
      corners([0, 0], [3, 0], [3, 3], [0, 3]),
      { width: 3, height: 3 },
      rowsOf(nine),
    ],
    [
      'turned by a quarter',
      corners([3, 0], [3, 3], [0, 3], [0, 0]),
      { width: 3, height: 3 },
      [
        [30, 60, 90],
        [20, 50, 80],
        [10, 40, 70],
      ],
    ],
    ['one pixel', corners([1, 1], [2, 1], [2, 2], [1, 2]), { width: 1, height: 1 }, [[50]]],
    ['between pixels', corners([0.5, 0], [1.5, 0], [1.5, 1], [0.5, 1]), { width: 1, height: 1 }, [[15]]],
    ['outside: the edge again', corners([-9, 0], [-8, 0], [-8, 1], [-9, 1]), { width: 1, height: 1 }, [[10]]],
  ])('%s', (...[, at, size, rows]) => expect(rowsOf(rectify(nine, at, size)!)).toEqual(rows))

  it('undoes a perspective: the middle of the rectangle is where the diagonals cross', () => {
    // Diagonals of (0,0) (90,0) (60,60) (30,60) cross at (45, 45); only there the picture is white.
    const picture = plain({ width: 90, height: 60 }, 0)
    paste(picture, plain({ width: 3, height: 3 }, 255), { x: 44, y: 44 })
    const flat = rectify(picture, corners([0, 0], [90, 0], [60, 60], [30, 60]), { width: 31, height: 31 })!
    const rows = rowsOf(flat)
    expect(rows[15]![15]).toBe(255)
    expect(rows[7]![15]).toBe(0)
  })

  it('refuses corners that enclose nothing', () =>
    expect(rectify(nine, corners([0, 0], [1, 1], [2, 2], [3, 3]), { width: 2, height: 2 })).toBeNull())
})

describe('toInput', () => {
  const size = { width: 4, height: 4 }
  it.each([
    ['stretch', [[50, 50, 50, 50]], 0],
    ['top-left', [[50, 50, 50, 50]], 0],
    ['centre', [[9, 9, 9, 9]], 1],
  ] as const)('%s', (letterbox, first, y) => {
    const { frame, placed } = toInput(plain({ width: 8, height: 4 }, 50), { ...size, letterbox, pad: 9 })
    const rows = rowsOf({ ...size, data: frame })
    expect(rows.slice(0, 1)).toEqual(first)
    expect(rows.at(-1)).toEqual(letterbox === 'stretch' ? [50, 50, 50, 50] : [9, 9, 9, 9])
    expect(placed.y).toBe(y)
  })
})

describe('readPixmaps', () => {
  const one = Buffer.concat([Buffer.from('P6\n2 1\n255\n'), Buffer.from([1, 2, 3, 4, 5, 6])])
  it('reads them one after the other, a new line among the pixels too', () => {
    const other = Buffer.concat([Buffer.from('P6\n1 1\n255\n'), Buffer.from([10, 10, 10])])
    const read = readPixmaps(Buffer.concat([one, other]))
    expect(read.map(({ width, height, data }) => [width, height, ...data])).toEqual([
      [2, 1, 1, 2, 3, 4, 5, 6],
      [1, 1, 10, 10, 10],
    ])
  })
  it.each([
    ['cut off', one.subarray(0, -1), 'cut off'],
    ['something else', Buffer.from('GIF89a'), 'no pixmap'],
  ])('refuses %s', (_, bytes, words) => expect(() => readPixmaps(bytes)).toThrow(words))
})
