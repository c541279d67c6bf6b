import { expect, it } from 'vitest'
import { plain } from '../raster/raster.ts'
import { cropOfPerson } from './crop-of-person.ts'

const picture = plain({ width: 200, height: 120 }, 90)
const content = { x: 0, y: 10, width: 200, height: 100 }

it.each<[string, { left: number; top: number; right: number; bottom: number }, number, number]>([
  ['in the middle', { left: 0.45, top: 0.3, right: 0.55, bottom: 0.7 }, 50, 0],
  ['at the left edge', { left: 0, top: 0.3, right: 0.1, bottom: 0.7 }, 50, 15],
  ['higher than the picture', { left: 0.4, top: 0, right: 0.6, bottom: 1 }, 125, 0],
])('a person %s is in the middle of a square', (...[, person, side, blackOnTheLeft]) => {
  const { raster, toPicture } = cropOfPerson(picture, content, person)
  expect([raster.width, raster.height]).toEqual([side, side])
  const middle = toPicture({ x: 0.5, y: 0.5 })
  expect(Math.abs(middle.x * 200 - ((person.left + person.right) / 2) * 200)).toBeLessThanOrEqual(0.5)
  expect(Math.abs(middle.y * 100 - ((person.top + person.bottom) / 2) * 100)).toBeLessThanOrEqual(0.5)
  const row = raster.data.subarray(Math.floor(side / 2) * side * 3, (Math.floor(side / 2) + 1) * side * 3)
  const black = Array.from({ length: side }, (_, x) => row[x * 3]).filter((value) => value === 0).length
  expect(black).toBe(blackOnTheLeft)
})
it('shows a person outside the picture as black, and fails at nothing', () => {
  const { raster } = cropOfPerson(picture, content, { left: 1.2, top: 1.2, right: 1.3, bottom: 1.4 })
  expect(raster.data.every((value) => value === 0)).toBe(true)
})
