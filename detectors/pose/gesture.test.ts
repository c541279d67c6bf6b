import { expect, it } from 'vitest'
import type { Body } from './body.ts'
import { gesturesOf } from './gesture.ts'
import { headOfBody } from './regions.ts'

const at = (x: number, y: number) => ({ x, y, score: 0.9 })
/** A head of .15 with ears at .45 and .55, the mouth at .24; the arm is the right one. */
const body = (wrist: { x: number; y: number }, elbow: { x: number; y: number }): Body => ({
  nose: at(0.5, 0.22),
  leftEye: at(0.52, 0.2),
  rightEye: at(0.48, 0.2),
  leftEar: at(0.55, 0.21),
  rightEar: at(0.45, 0.21),
  leftShoulder: at(0.6, 0.34),
  rightShoulder: at(0.4, 0.34),
  rightElbow: at(elbow.x, elbow.y),
  rightWrist: at(wrist.x, wrist.y),
})
it.each<[string, { x: number; y: number }, { x: number; y: number }, string[]]>([
  ['a hand at the mouth', { x: 0.47, y: 0.3 }, { x: 0.42, y: 0.45 }, ['mouth']],
  ['a hand at the ear', { x: 0.42, y: 0.25 }, { x: 0.36, y: 0.38 }, ['ear']],
  ['a hand that hangs', { x: 0.38, y: 0.65 }, { x: 0.38, y: 0.5 }, []],
  ['a hand before the chest', { x: 0.5, y: 0.5 }, { x: 0.38, y: 0.5 }, []],
  ['a hand above the head', { x: 0.45, y: 0.02 }, { x: 0.42, y: 0.15 }, []],
])('%s', (...[, wrist, elbow, expected]) => {
  const one = body(wrist, elbow)
  const found = gesturesOf(one, headOfBody(one, { aspect: 1 })!, { aspect: 1 })
  expect(found.map(({ place }) => place)).toEqual(expected)
})
it('is none of who is seen from behind with the hands at the mouth', () => {
  const {
    nose: _nose,
    leftEye: _left,
    rightEye: _right,
    ...behind
  } = body({ x: 0.5, y: 0.31 }, { x: 0.5, y: 0.45 })
  expect(gesturesOf(behind, headOfBody(behind, { aspect: 1 })!, { aspect: 1 })).toEqual([])
})
