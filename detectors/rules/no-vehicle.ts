import type { DropReason } from '../finding.ts'
import { area, centre, coveredShare, drift, foot, height, width } from '../geometry/box.ts'
import type { Box, Point } from '../geometry/point.ts'
import { elsewhere, hasSettled, type Track } from '../tracking/track.ts'
import type { Around } from './rule.ts'

/** What is on a vehicle lies within its box but for so much, and is so much smaller. */
const onShare = 0.95
const onVehicleArea = 0.4
/** What came with a vehicle stopped with it: a small thing is known to stand a moment after a large one. */
const stopsWithinMs = 3000
/** And came the same way: the cosine of both ways. */
const sameWay = 0.9
/** Who was seen so long ago is still there. */
const latelyMs = 3000
/** No vehicle is so many times wider and higher than another that stands as near; a bus is not, beside a small car. */
const toyTimes = 4
/** How sure a model must be of what another is measured by, after so many looks; and how near it stands, in its own widths. */
const witnessScore = 0.5
const witnessLooks = 5
const witnessReach = 3

/**
 * Why what looks like a vehicle is none, as far as that can be told by those around it; null: nothing speaks against it. A
 * painted one came within the box of the vehicle that carries it and stopped with it: who was there before, or was not
 * seen to come, is never taken for paint. A toy is far smaller than a vehicle that stands no nearer.
 */
export function whyNoVehicle(track: Track, { at, tracks }: Around): DropReason | null {
  if (track.kind !== 'vehicle') return null
  const others = tracks.filter(
    (one) => one.id !== track.id && one.kind === 'vehicle' && at - one.seenAt <= latelyMs,
  )
  if (others.some((other) => isCarriedBy(track, other))) return 'part_of_vehicle'
  return others.some((other) => isToyBeside(track, other)) ? 'out_of_scale' : null
}

const wayOf = ({ origin, place }: Track): Point => {
  const [from, to] = [centre(origin), centre(place)]
  return { x: to.x - from.x, y: to.y - from.y }
}
const hasCome = ({ origin, place }: Track): boolean => drift(origin, place) >= elsewhere

function isCarriedBy(track: Track, carrier: Track): boolean {
  if (!hasSettled(track) || !hasCome(track) || !hasCome(carrier)) return false
  if (Math.abs(track.still.fromAt - carrier.still.fromAt) > stopsWithinMs) return false
  const isOn = coveredShare(track.place, carrier.place) >= onShare
  if (!isOn || area(track.place) > onVehicleArea * area(carrier.place)) return false
  const [a, b] = [wayOf(track), wayOf(carrier)]
  return a.x * b.x + a.y * b.y >= sameWay * Math.hypot(a.x, a.y) * Math.hypot(b.x, b.y)
}

const isLarge = (than: Box, box: Box): boolean =>
  width(box) >= toyTimes * width(than) && height(box) >= toyTimes * height(than)

function isToyBeside(track: Track, other: Track): boolean {
  if (other.score < witnessScore || other.looked < witnessLooks) return false
  const [own, beside] = [foot(track.place), foot(other.place)]
  const isNear = Math.abs(own.x - beside.x) <= witnessReach * width(other.place)
  return isNear && own.y >= beside.y && isLarge(track.place, other.place)
}
