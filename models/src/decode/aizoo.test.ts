import { expect, it } from 'vitest'
import { placement } from '../letterbox.ts'
import { decodeAizoo } from './aizoo.ts'
import type { DecodeContext } from './output.ts'

const anchors = 4 * (45 * 45 + 23 * 23 + 12 * 12 + 6 * 6 + 4 * 4)
const input = { width: 360, height: 360 }
const context: DecodeContext = {
  input,
  classes: [null, 'no_mask'],
  threshold: 0.5,
  overlap: 0.4,
  placed: placement({ ...input, letterbox: 'stretch', pad: 0 }, { width: 1920, height: 1080 }),
}

/** Per anchor: the probabilities of a masked and of a bare face, and the offsets. */
function outputs(
  filled: Readonly<Record<number, readonly [number, number]>>,
  offsets: readonly number[] = [],
) {
  const cls = new Float32Array(anchors * 2)
  const loc = new Float32Array(anchors * 4)
  for (const [i, scores] of Object.entries(filled)) {
    cls.set(scores, Number(i) * 2)
    loc.set(offsets, Number(i) * 4)
  }
  return { cls: { data: cls, dims: [1, anchors, 2] }, loc: { data: loc, dims: [1, anchors, 4] } }
}

it.each([
  [
    'the first anchor: .04 wide in the first cell of 45',
    0,
    [],
    { left: 0, top: 0, right: 1 / 90 + 0.02, bottom: 1 / 90 + 0.02 },
  ],
  [
    'the first of the map of 4, in its first cell',
    10_936,
    [],
    { left: 0, top: 0, right: 0.445, bottom: 0.445 },
  ],
  [
    'offsets of place and of log size',
    10_936,
    [1, 0, 0, Math.log(0.5) / 0.2],
    { left: 0, top: 0, right: 0.509, bottom: 0.285 },
  ],
  [
    'its slim anchor: .64 over the root of .42 high',
    10_939,
    [],
    { left: 0, top: 0, right: 0.125 + 0.32 * Math.sqrt(0.42), bottom: 0.125 + 0.32 / Math.sqrt(0.42) },
  ],
])('%s', (...[, anchor, offsets, box]) => {
  const [found, ...more] = decodeAizoo(outputs({ [anchor]: [0.1, 0.9] }, offsets), context)
  expect(more).toEqual([])
  expect(found?.class).toBe('no_mask')
  for (const side of ['left', 'top', 'right', 'bottom'] as const)
    expect(found?.box[side]).toBeCloseTo(box[side], 6)
})

it.each([
  ['a masked face is nothing to report', { 0: [0.9, 0.1] }, 0],
  ['a face that looks masked rather than bare is not bare', { 10_936: [0.9, 0.1], 10_937: [0.1, 0.8] }, 0],
  ['two bare faces far apart', { 0: [0, 0.9], 9000: [0, 0.6] }, 2],
  ['below the threshold', { 0: [0.1, 0.49] }, 0],
] as const)('%s', (_, filled, count) => expect(decodeAizoo(outputs(filled), context)).toHaveLength(count))

it('refuses a model without its heads', () =>
  expect(() => decodeAizoo({}, context)).toThrow('no loc or no cls'))
