import type { Body } from '@sightline/detectors/pose/body'
import { expect, it } from 'vitest'
import { hiddenRegions, type Found } from './hidden-regions.ts'

const box = (...[left, top, right, bottom]: [number, number, number, number]) => ({
  left,
  top,
  right,
  bottom,
})
const person = box(0.4, 0.2, 0.6, 0.9)
const face = box(0.46, 0.24, 0.54, 0.32)
const ear = (x: number, y = 0.3) => ({ x, y, score: 0.9 })
const body: Body = { leftEar: ear(0.54), rightEar: ear(0.46) }
const alone: Found = { size: { width: 1000, height: 1000 }, faces: [face], persons: [person], bodies: [body] }
const how = (found: Partial<Found>) => hiddenRegions({ ...alone, ...found }).map((one) => one.how)

it.each<[string, Partial<Found>, string[]]>([
  ['a face that was found', {}, ['face']],
  ['a face of nobody who is known', { persons: [], bodies: [] }, ['face']],
  ['who looks away: the head by the joints', { faces: [] }, ['head']],
  ['no model of faces: the head by the joints', { faces: null }, ['head']],
  ['no model of faces or joints: the upper part of the box', { faces: null, bodies: null }, ['upper']],
  [
    'joints of somebody else: the upper part',
    { faces: [], bodies: [{ leftEar: ear(0.9, 0.9), rightEar: ear(0.95, 0.9) }] },
    ['upper'],
  ],
  ['joints that say nothing: the upper part', { faces: [], bodies: [{}] }, ['upper']],
  [
    'a face at the knees is nobody’s: the head too',
    { faces: [box(0.46, 0.75, 0.54, 0.83)] },
    ['face', 'head'],
  ],
  [
    'two who overlap, one face: one face, one head',
    { persons: [person, box(0.42, 0.2, 0.62, 0.9)], bodies: [body, body] },
    ['face', 'head'],
  ],
])('hides %s', (...[, found, expected]) => expect(how(found)).toEqual(expected))

it('hides more than the face itself, and stays inside the picture', () => {
  const [hidden] = hiddenRegions({ ...alone, faces: [box(0, 0, 0.1, 0.1)], persons: [], bodies: [] })
  expect(hidden!.box).toEqual({
    left: 0,
    top: 0,
    right: expect.closeTo(0.135, 9) as number,
    bottom: expect.closeTo(0.135, 9) as number,
  })
})

it('hides a whole head by the joints, and the head of a box without them', () => {
  const [byJoints] = hiddenRegions({ ...alone, faces: [] })
  expect(byJoints!.box.top).toBeLessThan(0.24)
  expect(byJoints!.box.bottom).toBeGreaterThan(0.36)
  const [byBox] = hiddenRegions({ ...alone, faces: [], bodies: null })
  expect(byBox!.box.top).toBeLessThanOrEqual(0.2)
  expect(byBox!.box.bottom).toBeCloseTo(0.55, 9)
})
