import { objectClasses } from '../detection.ts'
import { area, centre, coveredShare, drift, grow, height, iou, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { predictBox } from './motion.ts'
import type { Observation } from './observation.ts'
import { isSettled, type UpdateContext, type Track, type TrackerConfig } from './track.ts'

/** How well an observation fits a track, 0..1; 0: it does not. */
export type Fit = (track: Track, seen: Observation, look: UpdateContext) => number

/** A box with at least this share of it inside the place of a settled thing does not show that thing moving. */
const partShare = 0.8
/**
 * What is not where it was expected is the same thing when both boxes, grown by the doubt about its motion (`give`), overlap
 * by this much: a car that braked while a bus hid it for half a second.
 */
const farIou = 0.15
/**
 * By how many of its own sides both boxes are grown when a settled thing may have driven off between two looks: a car 4 m
 * long is found again up to about 4 m further on.
 */
const leavingReach = 0.35
/** An unseen thing is expected to go on as before for so long at most: after 3 s it is looked for where it was due after 1 s. */
const maxPredictionMs = 1000

/** What is left to see of a settled thing behind something else: off its centre, but within its place. */
export const isPart = (track: Track, { kind, box }: Observation, config: TrackerConfig): boolean =>
  isSettled(track, config) &&
  track.kind === kind &&
  drift(track.anchor, box) >= config.stillDrift &&
  coveredShare(box, track.anchor) >= partShare

const isOther = (track: Track, seen: Observation, config: TrackerConfig): boolean =>
  track.kind !== seen.kind || isPart(track, seen, config)

export const isStanding = (track: Track, config: TrackerConfig): boolean =>
  isSettled(track, config) && !track.away

const overlapOf = (a: Box, b: Box, atLeast: number): number => {
  const fit = iou(a, b)
  return fit >= atLeast ? fit : 0
}

const expected = (track: Track, at: number): ReturnType<typeof predictBox> =>
  predictBox(track.motion, Math.min(maxPredictionMs, at - track.seenAt) / 1000)

/** A standing thing by its place, a moving one by where it is expected now. */
export const fitNear: Fit = (track, seen, { at, config }) => {
  if (isOther(track, seen, config)) return 0
  if (!isStanding(track, config)) return overlapOf(expected(track, at).box, seen.box, config.minIou)
  return Math.max(
    overlapOf(track.anchor, seen.box, config.stillIou),
    overlapOf(track.box, seen.box, config.stillIou),
  )
}

const isOutside = (box: Box): boolean => {
  const { x, y } = centre(box)
  return x < 0 || x > 1 || y < 0 || y > 1
}

/**
 * A moving thing by where it may be: boxes grown by the give of its motion (cf. C-BIoU, Yang et al. 2023), so that a fast
 * one is found at its second sight, and one that turned after a gap. Not what must have left the picture by now.
 */
export const fitFar: Fit = (track, seen, { at, config }) => {
  if (isOther(track, seen, config) || isStanding(track, config)) return 0
  if (isOutside(predictBox(track.motion, (at - track.seenAt) / 1000).box)) return 0
  const { box, give } = expected(track, at)
  return overlapOf(grow(box, give), grow(seen.box, give), farIou)
}

/** Between two looks a thing's box grows or shrinks no more than this, whichever way it drives. */
const mostGrowth = 4

/** Could be the same by its class and its size: a bus that stops before a parked car is not that car driving off. */
function isAlike({ votes, box }: Track, seen: Observation): boolean {
  const growth = area(seen.box) / area(box)
  const isKnownAs = objectClasses.some((c) => votes[c] !== undefined && seen.votes[c] !== undefined)
  return isKnownAs && growth <= mostGrowth && growth >= 1 / mostGrowth
}

/** What stood here when it was last seen, and may be driving off; or what stopped short a moment ago. */
export const fitLeaving: Fit = (track, seen, { at, config }) => {
  const wasSettled = isSettled(track, config)
  if (!wasSettled && at - track.seenAt > config.movedAfterMs) return 0
  if (isOther(track, seen, config) || (wasSettled && !isAlike(track, seen))) return 0
  const sides = wasSettled ? leavingReach : 0
  const by = { x: width(track.box) * sides, y: height(track.box) * sides }
  return overlapOf(grow(track.box, by), grow(seen.box, by), config.minIou)
}

const isThere = (track: Track, seen: Observation, config: TrackerConfig): boolean =>
  track.kind === seen.kind && drift(track.anchor, seen.box) < config.stillDrift

/** The whole of it back at its place, after something else was taken for it driving off. */
export const fitReturn: Fit = (track, seen, { config }) =>
  track.away && isThere(track, seen, config) ? overlapOf(track.anchor, seen.box, config.stillIou) : 0

/** The place where it was last seen standing, seen whole or in part. */
export const fitPlace: Fit = (track, seen, { config }) => {
  if (!isThere(track, seen, config)) return 0
  const isWithin = coveredShare(seen.box, track.anchor) >= partShare
  return overlapOf(track.anchor, seen.box, isWithin ? 0 : config.stillIou)
}

/** With looks this far apart, an animal is not looked for where its motion points: a rat turns within a second. */
const slowMs = 1000
/** An animal runs at so many of its own lengths a second, no further than this, and keeps its size. */
const runs = 4
const runsUpTo = 6
const sizeShare = 0.4
/** Two weak sights at two places are two flickers of the model. */
const surelyAnimal = 0.5
/** What was ever so many of its sides away from where it was first seen has run; a stain has not. */
const hasRunFrom = 0.5

/**
 * An animal anywhere within reach, on a slow clock: one is as good as another, for what counts is that any runs there. A thing
 * that has stood where it was first seen is not taken to run.
 */
export const fitRunning: Fit = (track, seen, { at, lastAt, config }) => {
  if (track.kind !== 'animal' || seen.kind !== 'animal' || at - lastAt < slowMs) return 0
  if (isSettled(track, config) && drift(track.origin, track.anchor) < hasRunFrom) return 0
  if (Math.min(track.score, seen.score) < surelyAnimal) return 0
  const sizes = [area(track.box), area(seen.box)]
  if (Math.min(...sizes) < sizeShare * Math.max(...sizes)) return 0
  const [from, to] = [centre(track.box), centre(seen.box)]
  const reach = width(track.box) * Math.min(runsUpTo, (runs * (at - track.seenAt)) / 1000)
  return Math.max(0, 1 - Math.hypot(to.x - from.x, to.y - from.y) / reach)
}
