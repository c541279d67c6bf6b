import { expect, it } from 'vitest'
import { placement } from '../letterbox.ts'
import { decodeBlazeface } from './blazeface.ts'

const input = { width: 256, height: 256 }
const placed = placement({ ...input, letterbox: 'centre', pad: 0 }, { width: 512, height: 256 })

/** No face anywhere, but: map (16 or 8 cells), anchor, x, y of the cell, logit, and place and size in px of the input. */
function outputs(
  faces: readonly {
    map: 16 | 8
    anchor: number
    x: number
    y: number
    logit: number
    box: readonly number[]
  }[],
) {
  const make = (map: 16 | 8, anchors: number) => ({
    logits: { data: new Float32Array(anchors * map * map).fill(-100), dims: [1, anchors, map, map] },
    numbers: { data: new Float32Array(anchors * 16 * map * map), dims: [1, anchors * 16, map, map] },
  })
  const maps = { 16: make(16, 2), 8: make(8, 6) }
  for (const { map, anchor, x, y, logit, box } of faces) {
    const cells = map * map
    maps[map].logits.data[anchor * cells + y * map + x] = logit
    box.forEach((value, k) => (maps[map].numbers.data[(anchor * 16 + k) * cells + y * map + x] = value))
  }
  return { a: maps[16].logits, b: maps[8].logits, c: maps[16].numbers, d: maps[8].numbers }
}
const context = { input, threshold: 0.5, overlap: 0.3, placed }

it('reads a face of either map where it is in the picture', () => {
  const [near, far, ...others] = decodeBlazeface(
    outputs([
      { map: 8, anchor: 5, x: 4, y: 4, logit: 4, box: [-16, -16, 64, 64] },
      { map: 16, anchor: 1, x: 1, y: 6, logit: 1, box: [0, 0, 16, 16] },
    ]),
    context,
  )
  expect(others).toEqual([])
  // The middle of the input; 512 x 256 takes the middle half of its height.
  expect(near!.box).toEqual({ left: 0.375, top: 0.25, right: 0.625, bottom: 0.75 })
  expect(near!.score).toBeCloseTo(0.982, 3)
  expect(far!.box.left).toBeCloseTo((1.5 * 16 - 8) / 256, 9)
  expect(far!.box.top).toBeCloseTo((6.5 * 16 - 8 - 64) / 128, 9)
})
it('tells one of two that are the same face, and none that is unlikely', () => {
  const box = [0, 0, 60, 60]
  const same = { map: 8, x: 3, y: 3, box } as const
  const found = decodeBlazeface(
    outputs([
      { ...same, anchor: 0, logit: 3 },
      { ...same, anchor: 1, logit: 2 },
      { ...same, anchor: 2, x: 6, logit: -0.1 },
    ]),
    context,
  )
  expect(found).toHaveLength(1)
})
it('refuses a model without its maps', () => {
  expect(() => decodeBlazeface({}, context)).toThrow('2 channels')
})
