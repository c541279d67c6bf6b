import { centre, height, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { samenessOf, type Sameness } from '../tracking/appearance.ts'
import { isOfSize, longestUnknownMs } from '../tracking/refound.ts'
import { hasSettled, type Track, type UpdateContext } from '../tracking/track.ts'
import type { Stay } from './stay.ts'

/**
 * Centres within `reach` widths across and as many thirds of the height down (people are about three times as high as
 * wide, and see their steps away from the camera shortened), by the larger of both boxes: who sits down is half as
 * high, and has not gone.
 */
export function isWithin(reach: number, place: Box, box: Box): boolean {
  const [from, to] = [centre(place), centre(box)]
  const across = (to.x - from.x) / Math.max(width(place), width(box))
  const down = (3 * (to.y - from.y)) / Math.max(height(place), height(box))
  return Math.hypot(across, down) <= reach
}

/** Who comes back to where he was last seen is within so many widths of it; one who walked, so many more a second. */
const onTheSpot = 1
const widthsASecond = 2
/** Nobody who walked is taken for the one who is seen again after longer. */
const walkingMs = 3000

/** Whether a track may be the one who was last seen in a stay. `same`: its look says so; or nothing speaks of another. */
export function continuityOf(stay: Stay, track: Track, look: Pick<UpdateContext, 'at' | 'lastAt'>): Sameness {
  const told = samenessOf(stay.appearance, track.appearance)
  if (told !== 'unknown') return told
  if (!isOnTheSpot(stay, track)) return 'other'
  return track.firstAt - stay.seenAt <= longestUnknownMs(look) ? 'same' : 'unknown'
}

/** First seen where the other was seen last, of about his size: nobody was seen to leave, and nobody to come. */
function isOnTheSpot({ away, box, seenAt, wasStanding }: Stay, { origin, firstAt }: Track): boolean {
  if (away?.isSure || !isOfSize(box, origin)) return false
  const gapMs = Math.max(0, firstAt - seenAt)
  if (wasStanding) return isWithin(onTheSpot, box, origin)
  return gapMs <= walkingMs && isWithin(onTheSpot + (widthsASecond * gapMs) / 1000, box, origin)
}

/** How close to the picture's edge a box ends that the edge cuts off. */
const edge = 0.01

/** Who was last seen walking, cut off by the edge of the picture, has walked out of it. */
export const hasWalkedOut = (own: Track, at: number): boolean =>
  own.seenAt < at &&
  !hasSettled(own) &&
  (own.box.left <= edge || own.box.right >= 1 - edge || own.box.top <= edge || own.box.bottom >= 1 - edge)
