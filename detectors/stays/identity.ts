import { centre, height, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { samenessOf, standingSameness, type Sameness } from '../tracking/appearance.ts'
import { predictBox } from '../tracking/motion.ts'
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
/** After longer nobody is taken for the one who was there, though nobody was seen to come: the less so of one who walked. */
const standingMs = 20_000
const walkingMs = 3000

/** Whether a track may be the one who was last seen in a stay. `same`: its look says so; or nothing speaks of another. */
export function continuityOf(stay: Stay, track: Track, look: Pick<UpdateContext, 'at' | 'lastAt'>): Sameness {
  const told = likenessOf(stay, track)
  if (told !== 'unknown') return told
  if (!isOnTheSpot(stay, track)) return 'other'
  return track.firstAt - stay.seenAt <= longestUnknownMs(look) ? 'same' : 'unknown'
}

/** By how both stand where that is known, else by any looks of them. */
export const likenessOf = ({ appearance }: Stay, { standing, appearance: any }: Track): Sameness =>
  standing ? standingSameness(appearance, standing) : samenessOf(appearance, any)

/** First seen where the other was seen last, of about his size: nobody was seen to leave, and nobody to come. */
function isOnTheSpot({ away, box, seenAt, wasStanding }: Stay, { origin, firstAt }: Track): boolean {
  if (away?.isSure || !isOfSize(box, origin)) return false
  const gapMs = Math.max(0, firstAt - seenAt)
  if (wasStanding) return gapMs <= standingMs && isWithin(onTheSpot, box, origin)
  return gapMs <= walkingMs && isWithin(onTheSpot + (widthsASecond * gapMs) / 1000, box, origin)
}

/** How close to the picture's edge a box ends that the edge cuts off. */
const edge = 0.01
/** Who walks on as he did is expected so far ahead, and no further. */
const aheadMs = 2000

/** Who was last seen walking, and is cut off by the edge of the picture where he is expected now, has walked out of it. */
export function hasWalkedOut(own: Track, at: number): boolean {
  if (own.seenAt >= at || hasSettled(own)) return false
  const { box } = predictBox(own.motion, Math.min(aheadMs, at - own.seenAt) / 1000)
  return [own.box, box].some(
    ({ left, top, right, bottom }) => left <= edge || right >= 1 - edge || top <= edge || bottom >= 1 - edge,
  )
}
