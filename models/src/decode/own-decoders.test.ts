import { describe, expect, it } from 'vitest'
import { placement } from '../letterbox.ts'
import { decodeDetrLogits } from './detr-logits.ts'
import { decodeDetr, decodeYolov10 } from './end-to-end.ts'
import type { DecodeContext } from './output.ts'
import { decodeYolov5 } from './yolov5.ts'
import { decodeYolov8 } from './yolov8.ts'

const input = { width: 64, height: 32 }
const context: DecodeContext = {
  input,
  classes: ['person', null, 'car', 'truck'],
  threshold: 0.4,
  overlap: 0.5,
  placed: placement({ ...input, letterbox: 'centre', pad: 114 }, { width: 320, height: 320 }),
}
/** A square picture fills pixels 16 to 48 of the width. */
const whole = { left: 0, top: 0, right: 1, bottom: 1 }
const quarter = { left: 0, top: 0, right: 0.5, bottom: 0.5 }

describe('decodeYolov8', () => {
  /** Boxes by cx, cy, w, h and four class scores. */
  const outputs = (...boxes: readonly (readonly number[])[]) => ({
    output0: {
      data: Float32Array.from(Array.from({ length: 8 }, (_, row) => boxes.map((box) => box[row]!)).flat()),
      dims: [1, 8, boxes.length],
    },
  })
  it.each<[string, number[][], unknown[]]>([
    ['a person', [[32, 16, 32, 32, 0.75, 0.1, 0.1, 0]], [{ class: 'person', score: 0.75, box: whole }]],
    [
      'column by column',
      [
        [0, 0, 0, 0, 0, 0, 0, 0],
        [24, 8, 16, 16, 0, 0, 0.5, 0],
      ],
      [{ class: 'car', score: 0.5, box: quarter }],
    ],
    ['a class nobody reads', [[32, 16, 32, 32, 0.1, 0.9, 0.5, 0]], []],
    ['below the threshold', [[32, 16, 32, 32, 0.39, 0, 0, 0]], []],
    ['in the padding only', [[8, 16, 10, 32, 0.9, 0, 0, 0]], []],
    [
      'a car and a truck in one place: the better',
      [
        [32, 16, 32, 32, 0, 0, 0.5, 0],
        [32, 16, 32, 32, 0, 0, 0, 0.75],
      ],
      [{ class: 'truck', score: 0.75, box: whole }],
    ],
  ])('%s', (_, boxes, expected) => expect(decodeYolov8(outputs(...boxes), context)).toEqual(expected))
})

describe('decodeYolov5', () => {
  /** Rows of cx, cy, w, h, objectness and four class scores. */
  const outputs = (...rows: readonly (readonly number[])[]) => ({
    output: { data: Float32Array.from(rows.flat()), dims: [1, rows.length, 9] },
  })
  it.each<[string, number[][], unknown[]]>([
    ['a person', [[32, 16, 32, 32, 1, 0.75, 0.1, 0.1, 0]], [{ class: 'person', score: 0.75, box: whole }]],
    [
      'objectness times class',
      [[24, 8, 16, 16, 0.75, 0, 0, 0.75, 0]],
      [{ class: 'car', score: 0.5625, box: quarter }],
    ],
    ['a sure class of no object', [[32, 16, 32, 32, 0.39, 1, 0, 0, 0]], []],
    ['an object of no sure class', [[32, 16, 32, 32, 0.75, 0.5, 0, 0, 0]], []],
    ['a class nobody reads', [[32, 16, 32, 32, 1, 0.1, 0.9, 0.5, 0]], []],
    ['in the padding only', [[8, 16, 10, 32, 1, 0.9, 0, 0, 0]], []],
    [
      'a car and a truck in one place: the better',
      [
        [32, 16, 32, 32, 1, 0, 0, 0.5, 0],
        [32, 16, 32, 32, 1, 0, 0, 0, 0.75],
      ],
      [{ class: 'truck', score: 0.75, box: whole }],
    ],
  ])('%s', (_, rows, expected) => expect(decodeYolov5(outputs(...rows), context)).toEqual(expected))

  it('passes over the maps that older exports give besides', () => {
    const maps = { 'map.8': { data: new Float32Array(9 * 32), dims: [1, 3, 4, 8, 9] } }
    const rows = outputs([32, 16, 32, 32, 1, 0.75, 0, 0, 0])
    expect(decodeYolov5({ ...maps, ...rows }, context)).toEqual([
      { class: 'person', score: 0.75, box: whole },
    ])
  })
})

describe('decodeDetrLogits', () => {
  const logit = (p: number) => Math.log(p / (1 - p))
  const outputs = (...rows: readonly { box: readonly number[]; scores: readonly number[] }[]) => ({
    pred_boxes: { data: Float32Array.from(rows.flatMap(({ box }) => box)), dims: [1, rows.length, 4] },
    logits: {
      data: Float32Array.from(rows.flatMap(({ scores }) => scores.map(logit))),
      dims: [1, rows.length, 4],
    },
  })
  it('reads places in 0..1 of the input and a logit for each class', () => {
    const [seen, ...more] = decodeDetrLogits(
      outputs(
        { box: [0.5, 0.5, 0.5, 1], scores: [0.75, 0.1, 0.1, 0.01] },
        { box: [0.375, 0.25, 0.25, 0.5], scores: [0.1, 0.1, 0.39, 0.2] },
        { box: [0.375, 0.25, 0.25, 0.5], scores: [0.1, 0.9, 0.5, 0.2] },
      ),
      context,
    )
    expect([seen, more]).toMatchObject([{ class: 'person', box: whole }, []])
    expect(seen?.score).toBeCloseTo(0.75, 6)
  })
})

const ends: readonly (readonly [string, readonly number[][], unknown[]])[] = [
  ['a person', [[16, 0, 48, 32, 0.75, 0]], [{ class: 'person', score: 0.75, box: whole }]],
  ['past the padding', [[16, 0, 32, 16, 0.5, 2]], [{ class: 'car', score: 0.5, box: quarter }]],
  ['a class nobody reads', [[16, 0, 48, 32, 0.9, 1]], []],
  ['a class that is not of this model', [[16, 0, 48, 32, 0.9, 77]], []],
  ['below the threshold', [[16, 0, 48, 32, 0.39, 0]], []],
  ['none', [], []],
]

describe('decodeYolov10', () => {
  it.each(ends)('%s', (_, rows, expected) =>
    expect(
      decodeYolov10(
        { output0: { data: Float32Array.from(rows.flat()), dims: [1, rows.length, 6] } },
        context,
      ),
    ).toEqual(expected),
  )
})

describe('decodeDetr', () => {
  const outputs = (rows: readonly (readonly number[])[]) => ({
    scores: { data: Float32Array.from(rows.map((row) => row[4]!)), dims: [1, rows.length] },
    labels: { data: Float32Array.from(rows.map((row) => row[5]!)), dims: [1, rows.length] },
    boxes: { data: Float32Array.from(rows.flatMap((row) => row.slice(0, 4))), dims: [1, rows.length, 4] },
  })
  it.each(ends)('%s', (_, rows, expected) => expect(decodeDetr(outputs(rows), context)).toEqual(expected))

  it('refuses a model without its three outputs', () =>
    expect(() => decodeDetr({ scores: outputs([]).scores }, context)).toThrow('no labels'))
})
