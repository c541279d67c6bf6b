import type { Dwell } from '../finding.ts'
import { blend, drift, height } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { remembered, samenessOf, type Appearance } from './appearance.ts'
import { beginDwell, extendDwell, lengthMs } from './dwell.ts'
import { liveOn, noLife, type Life } from './life.ts'
import { beginMotion, updateMotion, type Motion } from './motion.ts'
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

/** Who stands at one place for this long settled there; who walks never does. */
const settledMs = 2000

/** So long is remembered what stands still and is out of sight: rain and passers-by hide a car for less. */
export const rememberedMs = 120_000

export const trackerDefaults: TrackerConfig = {
  highScore: 0.35,
  lowScore: 0.15,
  minIou: 0.25,
  stillIou: 0.5,
  mergeIou: 0.6,
  stillDrift: 0.3,
  settleMs: settledMs,
  movedAfterMs: 1000,
  maxGapMs: 3000,
  maxStillGapMs: rememberedMs,
}

/** One thing over time. Plain data. */
export interface Track {
  readonly id: number
  readonly kind: string
  readonly votes: Votes
  /** Running mean of the model's scores. */
  readonly score: number
  /** The running mean of its looks; null: it was never looked at so closely. */
  readonly appearance: Appearance | null
  /** When it was last looked at so. */
  readonly learntAt: number | null
  /** Since when it looks like another, though it was in sight all along: somebody may have taken its place. Null: it does not. */
  readonly otherwiseAt: number | null
  /** The running mean of its looks since it settled where it stands: one view of it. Null: none, or it walks. */
  readonly standing: Appearance | null
  readonly firstAt: number
  readonly seenAt: number
  /** Looks since its first sight, that one too. */
  readonly looked: number
  /** In how many of them it was seen, 0..1: the plain mean of the first ones, then a running one. */
  readonly seenShare: number
  /** Where it was first seen. */
  readonly origin: Box
  /** Where it was last seen, as measured. */
  readonly box: Box
  readonly motion: Motion
  /**
   * The box against which standing still is tested: the first one of the present stand, and from when it settled where it
   * stands, for the first one is of a car that still brakes. It never creeps along.
   */
  readonly anchor: Box
  /** The running mean of the boxes seen at the anchor: steadier than any one of them. */
  readonly place: Box
  /**
   * The running mean of how far each sight's top was off the place's, in its heights: the foot of a flame stands and its
   * tip licks, while a model's box of a lamp trembles alike on every side.
   */
  readonly flicker: number
  /** What its looks at the present stand say of its being alive. */
  readonly life: Life
  /** The present stand: since when and how well it was seen at its anchor. A moving thing's began just now. */
  readonly still: Dwell
  /** Frames in a row that saw it away from its anchor; null while it is there. */
  readonly away: { readonly since: number; readonly frames: number } | null
}

const scoreWeight = 0.2
const placeWeight = 0.2

export const isSettled = (track: Track, config: TrackerConfig): boolean =>
  lengthMs(track.still) >= config.settleMs

/** Standing at one place for a moment, by the usual measure: what rules mean by it, however things are tracked. */
export const hasSettled = ({ still }: Pick<Track, 'still'>): boolean => lengthMs(still) >= settledMs

/** Seen there once more at this time, it has stood for that long. */
export const isSettledBy = ({ fromAt }: Dwell, at: number): boolean => at - fromAt >= settledMs

/** From here on it is at another place, in its own sizes. */
export const elsewhere = 0.5

/** Seen at its anchor in the frame at `at`. */
export const isInPlace = (track: Track, at: number): boolean => track.still.toAt === at

export function beginTrack(
  id: number,
  { kind, votes, score, box, appearance, stir }: Observation,
  at: number,
): Track {
  return {
    id,
    kind,
    votes,
    score,
    appearance: appearance ?? null,
    learntAt: appearance ? at : null,
    otherwiseAt: null,
    standing: null,
    firstAt: at,
    seenAt: at,
    looked: 1,
    seenShare: 1,
    origin: box,
    box,
    motion: beginMotion(box),
    anchor: box,
    place: box,
    flicker: 0,
    life: liveOn(noLife, { at, before: box, box, stir }),
    still: beginDwell(at),
    away: null,
  }
}

const tipOff = (place: Box, box: Box): number => Math.abs(box.top - place.top) / height(place)

/** A plain mean of the first sights of a stand, then a running one. */
const flickerWeight = ({ still }: Track): number => Math.max(0.2, 1 / (still.seenFrames + 1))

export interface UpdateContext {
  readonly at: number
  /** The look before this one; on a slow clock it may be longer ago than any memory of moving things. */
  readonly lastAt: number
  readonly config: TrackerConfig
}

/** Of the last twenty looks or so. */
const seenWeight = 0.05

function lookedAt<T extends Track>(track: T, isSeen: boolean): T {
  const looked = track.looked + 1
  const weight = Math.max(seenWeight, 1 / looked)
  return { ...track, looked, seenShare: track.seenShare + (Number(isSeen) - track.seenShare) * weight }
}

/** The track after a look that did not show it. */
export const overlook = (track: Track): Track => lookedAt(track, false)

/** How it looks, after one more look or none. What looks like another is not learnt. */
function look(
  { appearance: before, learntAt, otherwiseAt }: Track,
  appearance: Appearance | undefined,
  at: number,
): Pick<Track, 'appearance' | 'learntAt' | 'otherwiseAt'> {
  if (!appearance) return { appearance: before, learntAt, otherwiseAt }
  if (samenessOf(before, appearance) === 'other')
    return { appearance: before, learntAt: at, otherwiseAt: otherwiseAt ?? at }
  return { appearance: remembered(before, appearance), learntAt: at, otherwiseAt: null }
}

/** The track after one more sight of it: at its place, away from it for a moment, or at a new place. */
export function follow(
  track: Track,
  { votes, score, box, appearance, stir }: Observation,
  { at, config }: UpdateContext,
): Track {
  const seen = {
    ...lookedAt(track, true),
    votes: addVotes(track.votes, votes),
    score: track.score + (score - track.score) * scoreWeight,
    ...look(track, appearance, at),
    seenAt: at,
    box,
    flicker: track.flicker + (tipOff(track.place, box) - track.flicker) * flickerWeight(track),
    motion: updateMotion(track.motion, box, (at - track.seenAt) / 1000),
  }
  if (drift(track.anchor, box) < config.stillDrift) {
    const place = blend(track.place, box, placeWeight)
    const still = extendDwell(track.still, at)
    const standing = lengthMs(still) >= settledMs ? remembered(track.standing, appearance) : null
    const life = liveOn(track.life, { at, before: track.box, box, stir })
    const stayed = { ...seen, place, still, standing, life, away: null }
    const settles = isSettled(stayed, config) && !isSettled(track, config)
    return settles ? { ...stayed, anchor: place } : stayed
  }
  const away = { since: track.away?.since ?? at, frames: (track.away?.frames ?? 0) + 1 }
  const moved = away.frames >= 2 && at - away.since >= config.movedAfterMs
  if (isSettled(track, config) && !moved) return { ...seen, away }
  const life = liveOn(noLife, { at, before: box, box, stir })
  return { ...seen, anchor: box, place: box, still: beginDwell(at), standing: null, life, away: null }
}
