import { expect, it } from 'vitest'
import { car } from '../test/drawn-scene.ts'
import { steady } from './steady.ts'

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
