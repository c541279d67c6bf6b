import { centre, coveredShare, drift, grow, height, iou, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { expectAfter } from './motion.ts'
import type { Observation } from './observation.ts'
import { isSettled, type Look, type Track, type TrackerConfig } from './track.ts'

/** How well an observation fits a track, 0..1; 0: it does not. */
export type Fit = (track: Track, seen: Observation, look: Look) => number

/** A box with at least this share of it inside the place of a settled thing does not show that thing moving. */
const partShare = 0.8
/** What is not where it was expected is still looked for within its give, and then so much overlap is enough. */
const farIou = 0.15
/** How far a settled thing may have driven off between two looks: boxes grown by so many of its sides overlap. */
const leavingReach = 0.35
/** Nobody drives on unseen for longer than this as before. */
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

const expected = (track: Track, at: number): ReturnType<typeof expectAfter> =>
  expectAfter(track.motion, Math.min(maxPredictionMs, at - track.seenAt) / 1000)

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
  if (isOutside(expectAfter(track.motion, (at - track.seenAt) / 1000).box)) return 0
  const { box, give } = expected(track, at)
  return overlapOf(grow(box, give), grow(seen.box, give), farIou)
}

/** What stood here when it was last seen, and may be driving off; or what stopped short a moment ago. */
export const fitLeaving: Fit = (track, seen, { at, config }) => {
  const wasSettled = isSettled(track, config)
  if (!wasSettled && at - track.seenAt > config.movedAfterMs) return 0
  if (isOther(track, seen, config)) return 0
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
