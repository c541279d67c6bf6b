import { centre, coveredShare, foot, height, iou, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { boxShareInside, contains } from '../geometry/polygon.ts'
import type { Presence } from '../rules/rule.ts'
import type { Asked, CountedLook, StayClaim } from './claim.ts'
import { median } from './counted-looks.ts'

/** A thing that stands overlaps its place so far, or is a part of it that is still to be seen. */
const standsIou = 0.3
const partShare = 0.8
/** Boxes tremble: so many widths beyond the reach are still within it. */
const trembles = 0.5
/** A place is in the zone by its foot, its middle, or this share of it. */
const insideShare = 0.3

/** In widths of the larger box across and thirds of its height down, as people walk on the ground (`rules/rule.ts`, `linger`). */
export function paces(from: Box, to: Box): number {
  const [a, b] = [centre(from), centre(to)]
  const across = (b.x - a.x) / Math.max(width(from), width(to))
  const down = (3 * (b.y - a.y)) / Math.max(height(from), height(to))
  return Math.hypot(across, down)
}

/** The box in the middle of all. */
export const middleOf = (boxes: readonly Box[]): Box => ({
  left: median(boxes.map(({ left }) => left)),
  top: median(boxes.map(({ top }) => top)),
  right: median(boxes.map(({ right }) => right)),
  bottom: median(boxes.map(({ bottom }) => bottom)),
})

/** Where the claim stands: as it says, else by its own looks. */
export const placeOf = ({ place }: StayClaim, looks: readonly CountedLook[]): Box =>
  place ?? middleOf(looks.map(({ box }) => box))

/** Whether a look stands at the claim's place. Of what may be anywhere in the zone, every look does. */
export function isAtPlace(presence: Presence, place: Box, box: Box): boolean {
  switch (presence.how) {
    case 'zone':
      return true
    case 'stand':
      return iou(place, box) >= standsIou || coveredShare(box, place) >= partShare
    case 'linger':
    case 'cluster':
      return paces(place, box) <= presence.reach + trembles
  }
}

/** The place lies in the zone. */
export function isInside({ zone }: Pick<Asked, 'zone'>, place: Box): boolean {
  const { polygon } = zone
  return (
    contains(polygon, foot(place)) ||
    contains(polygon, centre(place)) ||
    boxShareInside(place, polygon) >= insideShare
  )
}
