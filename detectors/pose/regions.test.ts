import { describe, expect, it } from 'vitest'
import { height, width } from '../geometry/box.ts'
import type { Body, BodyPoint } from './body.ts'
import { crownOf, handsOf, headOfBody, mouthOf, torsoOf, wholeHead } from './regions.ts'

/** A square picture, so that shares are lengths. */
const scale = { aspect: 1 }
const at = (x: number, y: number) => ({ x, y, score: 0.9 })
/** Upright, seen from the front: a head of .15, shoulders of .2. */
const front = {
  nose: at(0.5, 0.22),
  leftEye: at(0.52, 0.2),
  rightEye: at(0.48, 0.2),
  leftEar: at(0.55, 0.21),
  rightEar: at(0.45, 0.21),
  leftShoulder: at(0.6, 0.34),
  rightShoulder: at(0.4, 0.34),
  leftElbow: at(0.65, 0.48),
  leftWrist: at(0.65, 0.6),
  leftHip: at(0.57, 0.66),
  rightHip: at(0.43, 0.66),
} satisfies Body
const only = (...names: (keyof typeof front)[]): Body =>
  Object.fromEntries(names.map((name) => [name, front[name]]))

describe('the head', () => {
  it.each<[string, (keyof typeof front)[]]>([
    ['all of the body', Object.keys(front) as (keyof typeof front)[]],
    ['face and shoulders', ['nose', 'leftEye', 'rightEye', 'leftShoulder', 'rightShoulder']],
    ['who looks away: ears and shoulders', ['leftEar', 'rightEar', 'leftShoulder', 'rightShoulder']],
    ['sideways: one ear, the nose, one shoulder and hip', ['nose', 'leftEar', 'leftShoulder', 'leftHip']],
    ['shoulders alone', ['leftShoulder', 'rightShoulder']],
  ])('is where it is by %s', (_, names) => {
    const head = headOfBody(only(...names), scale)!
    expect(Math.abs(head.middle.x - 0.5)).toBeLessThan(0.03)
    expect(Math.abs(head.middle.y - 0.21)).toBeLessThan(0.02)
    expect(head.height).toBeGreaterThan(0.12)
    expect(head.height).toBeLessThan(0.17)
  })

  it.each<[string, Body]>([
    ['nobody', {}],
    ['a nose alone, of which nobody knows how large the head is', only('nose')],
    ['a trunk without a head', only('leftHip', 'leftShoulder')],
  ])('is not told of %s', (_, body) => expect(headOfBody(body, scale)).toBeNull())

  it('is as high and as wide in a wide picture as in a square one', () => {
    const wide = Object.fromEntries(
      Object.entries(front).map(([name, { x, y, score }]) => [name, { x: x / 2, y, score }]),
    )
    const head = headOfBody(wide, { aspect: 2 })!
    expect(head.height).toBeCloseTo(headOfBody(front, scale)!.height, 9)
    const box = wholeHead(head, { aspect: 2 })
    expect(width(box) * 2).toBeCloseTo(width(wholeHead(headOfBody(front, scale)!, scale)), 9)
  })
})

const head = headOfBody(front, scale)!

it('has its crown above the eyes and inside the whole head', () => {
  const [crown, whole] = [crownOf(head, scale), wholeHead(head, scale)]
  expect(crown.bottom).toBeLessThan(front.leftEye.y)
  expect([crown.left > whole.left, crown.right < whole.right, crown.top > whole.top]).toEqual([
    true,
    true,
    true,
  ])
})

it('has a mouth as far below the nose as the eyes are above, and none in a face that is turned away', () => {
  expect(mouthOf(front, head)).toEqual({ x: 0.5, y: expect.closeTo(0.24, 9) as number })
  expect(mouthOf(only('leftEar', 'rightEar'), head)).toBeNull()
  expect(mouthOf(only('nose', 'leftShoulder'), head)!.y).toBeGreaterThan(front.nose.y)
})

it('has hands beyond the wrists, of arms that are seen', () => {
  const [hand, ...others] = handsOf(front, head, scale)
  expect(others).toEqual([])
  expect((hand!.top + hand!.bottom) / 2).toBeGreaterThan(front.leftWrist.y)
  expect((hand!.left + hand!.right) / 2).toBeCloseTo(0.65, 9)
  expect(handsOf(only('leftWrist'), head, scale)).toEqual([])
})

describe('the trunk', () => {
  it('lies between shoulders and hips, inside the arms', () => {
    const torso = torsoOf(front, head, scale)!
    expect([torso.top > 0.34, torso.bottom < 0.66, torso.left > 0.4, torso.right < 0.6]).toEqual(
      Array(4).fill(true),
    )
  })
  it('is the chest of who stands behind a counter', () => {
    const torso = torsoOf(only('leftShoulder', 'rightShoulder'), head, scale)!
    expect(torso.bottom).toBeGreaterThan(torso.top)
    expect(torso.bottom).toBeLessThan(0.55)
  })
  it('is not guessed from one shoulder', () => {
    expect(torsoOf(only('leftShoulder', 'leftHip', 'rightHip'), head, scale)).toBeNull()
  })
  it('has a width also of who stands sideways', () => {
    const sideways: Partial<Record<BodyPoint, ReturnType<typeof at>>> = {
      ...only('leftHip', 'rightHip'),
      leftShoulder: at(0.5, 0.34),
      rightShoulder: at(0.5, 0.34),
    }
    expect(width(torsoOf(sideways, head, scale)!)).toBeGreaterThan(0.05)
    expect(height(torsoOf(sideways, head, scale)!)).toBeGreaterThan(0.1)
  })
})
