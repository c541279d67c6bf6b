import { expect, it } from 'vitest'
import { innerEdges, isCutOff } from './cut-off.ts'

const picture = { x: 0, y: 12, width: 1280, height: 720 }

it.each([
  ['the whole picture', picture, ''],
  ['its left half', { ...picture, width: 640 }, 'right'],
  ['a part in the middle', { x: 300, y: 200, width: 640, height: 300 }, 'left top right bottom'],
  ['a strip along the bottom', { x: 0, y: 500, width: 1280, height: 232 }, 'top'],
])('%s', (...[, part, expected]) => {
  const edges = Object.entries(innerEdges(part, picture))
  expect(edges.flatMap(([name, isInner]) => (isInner ? name : [])).join(' ')).toBe(expected)
})

const box = { left: 0.2, top: 0.2, right: 0.4, bottom: 0.6 }
const inner = { left: true, top: true, right: true, bottom: true }
it.each([
  ['in the middle', box, inner, false],
  ['over the left edge', { ...box, left: -0.01 }, inner, true],
  ['at the left edge', { ...box, left: 0.005 }, inner, true],
  ["at the left edge, which is the picture's own", { ...box, left: 0 }, { ...inner, left: false }, false],
  ['at the top', { ...box, top: 0 }, inner, true],
  ['at the right edge', { ...box, right: 0.995 }, inner, true],
  ['over the bottom', { ...box, bottom: 1.02 }, inner, true],
])('a box %s', (...[, one, edges, expected]) => expect(isCutOff(one, edges)).toBe(expected))
