import { expect, it } from 'vitest'
import { stepMotion, stillPicture } from './motion.ts'
import { drawView } from './test/drawn-luma.ts'
import { watchedCells } from './watched-cells.ts'

const square = (left: number, top: number, size: number) => [
  { x: left, y: top },
  { x: left + size, y: top },
  { x: left + size, y: top + size },
  { x: left, y: top + size },
]

it.each<[string, ReturnType<typeof square>[], string[] | null]>([
  ['no zone: everywhere', [], null],
  ['one, and around it', [square(0.35, 0.35, 0.1)], ['.....', '.##..', '.##..', '.....', '.....']],
  ['two', [square(0, 0, 0.05), square(0.95, 0.95, 0.05)], ['#....', '.....', '.....', '.....', '....#']],
  ['all of the picture', [square(0, 0, 1)], ['#####', '#####', '#####', '#####', '#####']],
])('motion counts near zones alone: %s', (_, zones, rows) => {
  const cells = watchedCells(zones, { width: 40, height: 40 })
  const drawn =
    cells && [0, 1, 2, 3, 4].map((y) => Array.from(cells.slice(y * 5, y * 5 + 5), (one) => '.#'[one]))
  expect(drawn?.map((row) => row.join('')) ?? null).toEqual(rows)
})

it.each([
  ['in the zone', square(0.3, 0.5, 0.3), true],
  ['outside of it', square(0.8, 0, 0.1), false],
])('someone who walks %s', (_, zone, isSeen) => {
  const person = { left: 120, top: 100, width: 12, height: 34, grey: 230 }
  const empty = drawView({ noise: 1 })
  const before = stepMotion(stillPicture, empty)
  const after = stepMotion(before, drawView({ noise: 2, patches: [person] }), watchedCells([zone], empty))
  expect(after.stirred > 0).toBe(isSeen)
})
