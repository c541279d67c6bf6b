import { expect, it } from 'vitest'
import { placement } from '../letterbox.ts'
import type { DecodeContext } from './output.ts'
import { decodeYolox } from './yolox.ts'

const input = { width: 64, height: 32 }
/** 8 x 4 cells of stride 8, 4 x 2 of 16, 2 x 1 of 32. */
const rows = 32 + 8 + 2
const context: DecodeContext = {
  input,
  classes: ['person', null, 'car'],
  threshold: 0.35,
  overlap: 0.45,
  placed: placement({ ...input, letterbox: 'top-left', pad: 114 }, { width: 640, height: 320 }),
}

function outputWith(filled: Readonly<Record<number, readonly number[]>>) {
  const data = new Float32Array(rows * 8)
  for (const [row, values] of Object.entries(filled)) data.set(values, Number(row) * 8)
  return { output: { data, dims: [1, rows, 8] } }
}

/** dx, dy, log w, log h, objectness, person, (unused class), car */
const person = [0.5, 0.5, 0, Math.log(2), 0.9, 0.8, 0.1, 0.1]

it.each([
  [
    'cell (2, 1) of stride 8',
    { 10: person },
    { left: 16 / 64, right: 24 / 64, top: 4 / 32, bottom: 20 / 32 },
  ],
  ['the first cell of stride 16', { 32: person }, { left: 0, right: 16 / 64, top: 0, bottom: 24 / 32 }],
  ['the last cell, stride 32', { 41: person }, { left: 32 / 64, right: 1, top: 0, bottom: 1 }],
])('%s', (_, filled, box) => {
  const [found, ...more] = decodeYolox(outputWith(filled), context)
  expect(more).toEqual([])
  expect(found).toMatchObject({ class: 'person' })
  expect(found?.score).toBeCloseTo(0.72, 6)
  for (const side of ['left', 'right', 'top', 'bottom'] as const)
    expect(found?.box[side]).toBeCloseTo(box[side], 6)
})

it.each([
  ['objectness x class below the threshold', { 10: [0.5, 0.5, 0, 0, 0.6, 0.5, 0, 0] }],
  ['a class nobody reads', { 10: [0.5, 0.5, 0, 0, 0.9, 0.1, 0.9, 0.1] }],
  ['a box in the padding only', { 10: [-40, 0.5, 0, 0, 0.9, 0.9, 0, 0] }],
  ['an empty picture', {}],
])('reports nothing for %s', (_, filled) => {
  expect(decodeYolox(outputWith(filled), context)).toEqual([])
})

it('undoes the letterbox: half of the input is the whole of a portrait picture', () => {
  const placed = placement({ ...input, letterbox: 'top-left', pad: 114 }, { width: 320, height: 320 })
  const [found] = decodeYolox(outputWith({ 41: [-0.5, 0.5, 0, 0, 0.9, 0.9, 0, 0] }), { ...context, placed })
  expect(found?.box).toEqual({ left: 0, top: 0, right: 1, bottom: 1 })
})

it('refuses a model without output', () => expect(() => decodeYolox({}, context)).toThrow('no output'))
