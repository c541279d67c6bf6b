import type { Box, Point } from '../geometry/point.ts'
import type { Body, BodyPoint } from './body.ts'

/** Lengths here are in heights of the picture: `aspect` is its width by its height, in pixels. */
interface Scale {
  readonly aspect: number
}

/** The upright head of a person: where its middle is, at the level of the eyes, and how high it is. */
export interface Head {
  readonly middle: Point
  /** From chin to crown, in heights of the picture. */
  readonly height: number
}

const pointsOf = (body: Body, names: readonly BodyPoint[]): readonly Point[] =>
  names.flatMap((name) => body[name] ?? [])

const middleOf = (points: readonly Point[]): Point | null =>
  points.length === 0
    ? null
    : {
        x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
        y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
      }

/** The middle of a pair, where both are seen. */
function middleOfBoth(body: Body, names: readonly [BodyPoint, BodyPoint]): Point | null {
  const both = pointsOf(body, names)
  return both.length === 2 ? middleOf(both) : null
}

const distance = (a: Point, b: Point, { aspect }: Scale): number =>
  Math.hypot((a.x - b.x) * aspect, a.y - b.y)

/** Heights of a head in the distance between two points of an adult's body; a turned body shows it shorter, never longer. */
const headsBetween: readonly (readonly [BodyPoint, BodyPoint, number])[] = [
  ['leftEar', 'rightEar', 1.5],
  ['leftEye', 'rightEye', 3.2],
  ['nose', 'leftEar', 1.7],
  ['nose', 'rightEar', 1.7],
  ['leftShoulder', 'rightShoulder', 0.7],
  ['leftShoulder', 'leftHip', 0.45],
  ['rightShoulder', 'rightHip', 0.45],
]
const faceNames = ['nose', 'leftEye', 'rightEye', 'leftEar', 'rightEar'] as const
/** The eyes are so many heads above the middle of the shoulders. */
const eyesAboveShoulders = 0.9

/** Null where neither the face nor both shoulders are seen, or nothing tells how large the head is. */
export function headOfBody(body: Body, scale: Scale): Head | null {
  const lengths = headsBetween.flatMap(([from, to, heads]) => {
    const [a, b] = [body[from], body[to]]
    return a && b ? [distance(a, b, scale) * heads] : []
  })
  const height = Math.max(0, ...lengths)
  if (height === 0) return null
  const face = middleOf(pointsOf(body, faceNames))
  if (face) return { middle: face, height }
  const neck = middleOfBoth(body, ['leftShoulder', 'rightShoulder'])
  return neck && { middle: { x: neck.x, y: neck.y - eyesAboveShoulders * height }, height }
}

/** A box by its sides in heads from the middle of a head. */
export function aroundHead(
  { middle, height }: Head,
  { aspect }: Scale,
  by: { readonly aside: number; readonly above: number; readonly below: number },
): Box {
  const aside = (by.aside * height) / aspect
  return {
    left: middle.x - aside,
    right: middle.x + aside,
    top: middle.y - by.above * height,
    bottom: middle.y + by.below * height,
  }
}

const around = ({ x, y }: Point, half: number, { aspect }: Scale): Box => ({
  left: x - half / aspect,
  right: x + half / aspect,
  top: y - half,
  bottom: y + half,
})

/** All of a head with its hair, for hiding it. */
export const wholeHead = (head: Head, scale: Scale): Box =>
  aroundHead(head, scale, { aside: 0.6, above: 0.75, below: 0.7 })

/** Where a hat is, or the hair that it should cover: above the forehead, and so narrow that no wall shows beside it. */
export const crownOf = (head: Head, scale: Scale): Box =>
  aroundHead(head, scale, { aside: 0.22, above: 0.5, below: -0.24 })

/** From the wrist on in the direction of the forearm lies the middle of the hand, in lengths of the forearm. */
const handBeyondWrist = 0.35
/** Half a hand, in heads. */
const halfHand = 0.3

/** The hands whose wrist and elbow are seen. */
export function handsOf(body: Body, head: Head, scale: Scale): readonly Box[] {
  const arms = [
    [body.leftElbow, body.leftWrist],
    [body.rightElbow, body.rightWrist],
  ] as const
  return arms.flatMap(([elbow, wrist]) => {
    if (!elbow || !wrist) return []
    const middle = {
      x: wrist.x + (wrist.x - elbow.x) * handBeyondWrist,
      y: wrist.y + (wrist.y - elbow.y) * handBeyondWrist,
    }
    return [around(middle, halfHand * head.height, scale)]
  })
}

/** The mouth is as far below the nose as the eyes are above it; so many heads where no eye is seen. */
const mouthBelowNose = 0.2

/** Null for who turns the face away. */
export function mouthOf(body: Body, head: Head): Point | null {
  const { nose } = body
  if (!nose) return null
  const eyes = middleOf(pointsOf(body, ['leftEye', 'rightEye']))
  const below = eyes && nose.y > eyes.y ? nose.y - eyes.y : mouthBelowNose * head.height
  return { x: nose.x, y: nose.y + below }
}

/** Of the way from the shoulders to the hips, and of half the width of the shoulders: what arms and edges do not show in. */
const torso = { from: 0.15, to: 0.8, aside: 0.7 } as const
/** Who stands behind a counter shows so many heads of the chest. */
const chestHeads = 1.3

/** The front or the back of the trunk. Null where not both shoulders are seen. */
export function torsoOf(body: Body, head: Head, { aspect }: Scale): Box | null {
  const [left, right] = [body.leftShoulder, body.rightShoulder]
  if (!left || !right) return null
  const shoulders = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 }
  const hips = middleOfBoth(body, ['leftHip', 'rightHip'])
  const long = hips && hips.y > shoulders.y ? hips.y - shoulders.y : chestHeads * head.height
  // Sideways the shoulders lie behind each other; a trunk is no narrower than half a head.
  const half = Math.max((Math.abs(left.x - right.x) / 2) * torso.aside, (0.25 * head.height) / aspect)
  return {
    left: shoulders.x - half,
    right: shoulders.x + half,
    top: shoulders.y + long * torso.from,
    bottom: shoulders.y + long * torso.to,
  }
}
