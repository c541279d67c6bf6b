import { expect, it } from 'vitest'
import { placement } from '../letterbox.ts'
import { decodeCenternet } from './centernet.ts'
import type { DecodeContext } from './output.ts'

const input = { width: 32, height: 32 }
const cells = 8 * 8
const context: DecodeContext = {
  input,
  classes: ['person', null, 'car'],
  threshold: 0.3,
  overlap: 0.5,
  placed: placement({ ...input, letterbox: 'stretch', pad: 0 }, { width: 1920, height: 1080 }),
}

/** Heat by [class, x, y, heat]; every peak is 8 pixels wide to each side but 4 to the top. */
function outputs(heat: readonly (readonly [number, number, number, number])[]) {
  const keypoints = new Float32Array(3 * cells)
  for (const [index, x, y, value] of heat) keypoints[index * cells + y * 8 + x] = value
  const sizes = new Float32Array(4 * cells)
  ;[8, 4, 8, 8].forEach((side, k) => sizes.fill(side, k * cells, (k + 1) * cells))
  return {
    'tower_0/keypoints': { data: keypoints, dims: [1, 3, 8, 8] },
    'tower_0/wh': { data: sizes, dims: [1, 4, 8, 8] },
  }
}

it.each([
  ['a peak', [[0, 4, 4, 0.8]], ['person']],
  [
    'its slopes are no peaks',
    [
      [0, 4, 4, 0.8],
      [0, 5, 4, 0.6],
      [0, 3, 3, 0.7],
    ],
    ['person'],
  ],
  [
    'two far apart',
    [
      [2, 0, 0, 0.5],
      [2, 7, 7, 0.9],
    ],
    ['car', 'car'],
  ],
  [
    'heat of another class is no rival',
    [
      [0, 4, 4, 0.8],
      [2, 5, 4, 0.6],
    ],
    ['person', 'car'],
  ],
  ['below the threshold', [[0, 4, 4, 0.29]], []],
  ['a class nobody reads', [[1, 4, 4, 0.9]], []],
] as const)('%s', (_, heat, classes) => {
  expect(decodeCenternet(outputs(heat), context).map((d) => d.class)).toEqual(classes)
})

it('measures the box from the peak, one side each', () => {
  const [found] = decodeCenternet(outputs([[0, 4, 4, 0.8]]), context)
  expect(found?.box).toEqual({ left: 8 / 32, top: 12 / 32, right: 24 / 32, bottom: 24 / 32 })
})

it('refuses a model without its heads', () =>
  expect(() => decodeCenternet({}, context)).toThrow('heat map or size head'))
