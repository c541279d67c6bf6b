import { expect, it } from 'vitest'
import { placement } from '../letterbox.ts'
import { findPlates } from './find-plates.ts'

const picture = { width: 640, height: 320 }
const placed = placement({ width: 320, height: 320, letterbox: 'centre', pad: 0 }, picture)
const context = { threshold: 0.4, overlap: 0.5, placed, picture }

/** A plate around (x, 160), 40 x 12 pixels of the input. */
const row = (x: number, [objectness, single, double]: readonly [number, number, number]) => [
  x,
  160,
  40,
  12,
  objectness,
  x - 20,
  154,
  x + 20,
  154,
  x + 20,
  166,
  x - 20,
  166,
  single,
  double,
]
const output = (...rows: number[][]) => ({ data: Float32Array.from(rows.flat()), dims: [1, rows.length, 15] })

it('gives the corners in pixels of the picture, past the letterbox', () => {
  const [found] = findPlates(output(row(100, [0.9, 0.8, 0.1])), context)
  expect(found?.score).toBeCloseTo(0.72, 5)
  // The picture is twice the input's width, and begins 80 pixels below its edge.
  expect(found?.corners).toEqual([
    { x: 160, y: 148 },
    { x: 240, y: 148 },
    { x: 240, y: 172 },
    { x: 160, y: 172 },
  ])
})

it.each<[string, number[][], (1 | 2)[]]>([
  ['one row', [row(100, [0.9, 0.8, 0.1])], [1]],
  ['two rows', [row(100, [0.9, 0.2, 0.7])], [2]],
  ['below the threshold', [row(100, [0.5, 0.7, 0.1])], []],
  ['the same plate twice', [row(100, [0.9, 0.8, 0]), row(102, [0.9, 0, 0.9])], [2]],
  ['two plates, the better first', [row(100, [0.9, 0.7, 0]), row(200, [0.9, 0, 0.9])], [2, 1]],
  ['nothing', [], []],
])('%s', (_, rows, expected) =>
  expect(findPlates(output(...rows), context).map((p) => p.rows)).toEqual(expected),
)
