import type { Dwell } from '../finding.ts'
import { blend, centre, coveredShare, drift, iou, shift } from '../geometry/box.ts'
import type { Box, Point } from '../geometry/point.ts'
import { beginDwell, extendDwell, lengthMs } from './dwell.ts'
import { addVotes, type Observation, type Votes } from './observation.ts'

/** How things are followed. Times in ms; overlaps (IoU) and scores 0..1. */
export interface TrackerConfig {
  /** A new thing begins only with a detection of at least this score. */
  readonly highScore: number
  /** A detection below this score is not looked at; between the two it can only continue a track. */
  readonly lowScore: number
  /** Overlap by which a moving thing is followed. */
  readonly minIou: number
  /** Overlap by which a standing thing is known again at its place. */
  readonly stillIou: number
  /** Overlap from which two boxes are one thing. */
  readonly mergeIou: number
  /** A thing stands while its centre is less than this many of its own sides away from where it stopped. */
  readonly stillDrift: number
  /** Seen at its place for this long, a thing is settled: remembered while hidden, and not moved by a bad frame. */
  readonly settleMs: number
  /** A settled thing has moved when at least two frames in a row, over at least this time, saw it elsewhere. */
  readonly movedAfterMs: number
  /** A moving thing that was not seen for longer is forgotten. At least the slowest time between two frames. */
  readonly maxGapMs: number
  /** A settled thing that was not seen for longer is forgotten. */
  readonly maxStillGapMs: number
}

export const trackerDefaults: TrackerConfig = {
  highScore: 0.35,
  lowScore: 0.15,
  minIou: 0.25,
  stillIou: 0.5,
  mergeIou: 0.6,
  stillDrift: 0.3,
  settleMs: 2000,
  movedAfterMs: 1000,
  maxGapMs: 3000,
  maxStillGapMs: 120_000,
}

/** One thing over time. Plain data. */
export interface Track {
  readonly id: number
  readonly kind: string
  readonly votes: Votes
  /** Running mean of the network's scores. */
  readonly score: number
  readonly firstAt: number
  readonly seenAt: number
  /** Where it was first seen. */
  readonly origin: Box
  /** Where it was last seen, as measured. */
  readonly box: Box
  /** Per ms. */
  readonly velocity: Point
  /** The box against which standing still is tested: the first one of the present stand. It never creeps along. */
  readonly anchor: Box
  /** The running mean of the boxes seen at the anchor: steadier than any one of them. */
  readonly place: Box
  /** The present stand: since when and how well it was seen at its anchor. A moving thing's began just now. */
  readonly still: Dwell
  /** Frames in a row that saw it away from its anchor; null while it is there. */
  readonly away: { readonly since: number; readonly frames: number } | null
}

const scoreWeight = 0.2
const placeWeight = 0.2
const velocityWeight = 0.5
const maxPredictionMs = 1000

export const isSettled = (track: Track, config: TrackerConfig): boolean =>
  lengthMs(track.still) >= config.settleMs

/** Seen at its anchor in the frame at `at`. */
export const isInPlace = (track: Track, at: number): boolean => track.still.toAt === at

export function beginTrack(id: number, { kind, votes, score, box }: Observation, at: number): Track {
  return {
    id,
    kind,
    votes,
    score,
    firstAt: at,
    seenAt: at,
    origin: box,
    box,
    velocity: { x: 0, y: 0 },
    anchor: box,
    place: box,
    still: beginDwell(at),
    away: null,
  }
}

/** A box with at least this share of it inside the place of a settled thing does not show that thing moving. */
const partShare = 0.8

/** What is left to see of a settled thing behind something else: off its centre, but within its place. */
export const isPart = (track: Track, { kind, box }: Observation, config: TrackerConfig): boolean =>
  isSettled(track, config) &&
  track.kind === kind &&
  drift(track.anchor, box) >= config.stillDrift &&
  coveredShare(box, track.anchor) >= partShare

/** How well an observation fits a track that was seen lately: 0 when it does not. */
export function fitNear(track: Track, seen: Observation, { at, config }: Look): number {
  if (track.kind !== seen.kind || isPart(track, seen, config)) return 0
  if (isSettled(track, config) && !track.away) {
    const fit = Math.max(iou(track.anchor, seen.box), iou(track.box, seen.box))
    return fit >= config.stillIou ? fit : 0
  }
  const ms = Math.min(maxPredictionMs, at - track.seenAt)
  const ahead = shift(track.box, { x: track.velocity.x * ms, y: track.velocity.y * ms })
  const fit = Math.max(iou(ahead, seen.box), iou(track.box, seen.box))
  return fit >= config.minIou ? fit : 0
}

/** How well what no other track takes fits a thing that stood here a moment ago, and may be driving off. */
export function fitLeaving(track: Track, seen: Observation, { at, config }: Look): number {
  const isRecent = at - track.seenAt <= config.movedAfterMs
  if (!isRecent || track.kind !== seen.kind || isPart(track, seen, config)) return 0
  const fit = iou(track.box, seen.box)
  return fit >= config.minIou ? fit : 0
}

/** How well an observation fits the place where a track was last seen standing: 0 when it does not. */
export function fitPlace(track: Track, seen: Observation, { config }: Look): number {
  const fit = track.kind === seen.kind ? iou(track.anchor, seen.box) : 0
  return fit >= config.stillIou ? fit : 0
}

export interface Look {
  readonly at: number
  readonly config: TrackerConfig
}

function velocityOf(track: Track, box: Box, at: number): Point {
  const [from, to, ms] = [centre(track.box), centre(box), at - track.seenAt]
  const mix = (old: number, now: number): number => old + (now / ms - old) * velocityWeight
  return { x: mix(track.velocity.x, to.x - from.x), y: mix(track.velocity.y, to.y - from.y) }
}

/** The track after one more sight of it: at its place, away from it for a moment, or at a new place. */
export function follow(track: Track, { votes, score, box }: Observation, { at, config }: Look): Track {
  const seen = {
    ...track,
    votes: addVotes(track.votes, votes),
    score: track.score + (score - track.score) * scoreWeight,
    seenAt: at,
    box,
    velocity: velocityOf(track, box, at),
  }
  if (drift(track.anchor, box) < config.stillDrift)
    return {
      ...seen,
      place: blend(track.place, box, placeWeight),
      still: extendDwell(track.still, at),
      away: null,
    }
  const away = { since: track.away?.since ?? at, frames: (track.away?.frames ?? 0) + 1 }
  const moved = away.frames >= 2 && at - away.since >= config.movedAfterMs
  if (isSettled(track, config) && !moved) return { ...seen, away }
  return { ...seen, anchor: box, place: box, still: beginDwell(at), away: null }
}
