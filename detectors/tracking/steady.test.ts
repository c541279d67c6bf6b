import { expect, it } from 'vitest'
import { car } from '../test/drawn-scene.ts'
import { asSeen, outlineAsSeen, steady } from './steady.ts'

it.each([
  ['no shift', undefined, 0.4, 0.5],
  ['a picture that moved right and up', { x: 0.02, y: -0.01 }, 0.38, 0.51],
])('%s', (...[, off, left, top]) => {
  const frame = { at: 7, detections: [car(0.4, 0.5)], ...(off && { shift: off }) }
  const { at, detections } = steady(frame)
  expect(at).toBe(7)
  expect(detections[0]?.score).toBe(0.8)
  expect(detections[0]?.box.left).toBeCloseTo(left, 12)
  expect(detections[0]?.box.top).toBeCloseTo(top, 12)
  expect(detections[0]?.box.right).toBeCloseTo(left + 0.1, 12)
  expect(detections[0]?.box.bottom).toBeCloseTo(top + 0.08, 12)
})

it('finds in the picture again what is known of the view at rest', () => {
  const off = { shift: { x: 0.02, y: -0.01 } }
  const [seen] = steady({ at: 7, detections: [car(0.4, 0.5)], ...off }).detections
  const { left, top } = asSeen(seen!.box, off)
  expect([left, top]).toEqual([expect.closeTo(0.4, 12), expect.closeTo(0.5, 12)])
  expect(outlineAsSeen([{ x: 0.5, y: 0.5 }], off)).toEqual([{ x: 0.52, y: 0.49 }])
  expect(asSeen(seen!.box, {})).toBe(seen!.box)
})
