import { centre } from '../geometry/box.ts'
import type { Box, Point } from '../geometry/point.ts'
import type { Body } from './body.ts'
import { handsOf, mouthOf, type Head } from './regions.ts'

export const handPlaces = ['mouth', 'ear'] as const
export type HandPlace = (typeof handPlaces)[number]

/** A hand that is held to the mouth or to an ear. */
export interface Gesture {
  readonly place: HandPlace
  /** From the middle of the hand, in heads. */
  readonly distance: number
  /** The hand. */
  readonly hand: Box
}

/** A hand no farther than so many heads from a place is at it. */
const reach = 0.45

/** Every hand that is at the mouth or an ear, each where it is nearest. One look: whether it stays there time tells. */
export function gesturesOf(body: Body, head: Head, scale: { readonly aspect: number }): readonly Gesture[] {
  const mouth = mouthOf(body, head)
  const ears = [body.leftEar, body.rightEar].filter((ear) => ear !== undefined)
  const targets: readonly (readonly [HandPlace, Point])[] = [
    ...(mouth ? [['mouth', mouth] as const] : []),
    ...ears.map((ear) => ['ear', ear] as const),
  ]
  return handsOf(body, head, scale).flatMap((hand) => {
    const middle = centre(hand)
    const distances = targets.map(([place, point]) => ({
      place,
      hand,
      distance: Math.hypot((point.x - middle.x) * scale.aspect, point.y - middle.y) / head.height,
    }))
    const nearest = distances.toSorted((a, b) => a.distance - b.distance)[0]
    return nearest && nearest.distance <= reach ? [nearest] : []
  })
}
