import type { ObjectClass } from '../detection.ts'
import { coveredShare, iou, shift } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import type { CountedLook, ProofFrame, StayClaim } from './claim.ts'

/** A box that came through a shift and back is its own to this overlap. */
const ownIou = 0.9
/** With so much of the place behind something, a look that did not show it says nothing. */
const hiddenShare = 0.2

/** What the frames within a claim show. */
export interface Shown {
  readonly looks: readonly CountedLook[]
  /** Times of looks that are called its own and that no model reported. */
  readonly unseen: readonly number[]
  /** Looks made meanwhile that showed it, or could have. */
  readonly made: number
  /** The times of all of them, and of those that could not. */
  readonly times: readonly number[]
}

/** The looks of a claim: of the frames from its begin to its end those that show its own. */
export function shownIn(claim: StayClaim, frames: readonly ProofFrame[]): Shown {
  const { fromAt, toAt } = claim.dwell
  const within = frames.filter(({ at }) => at >= fromAt && at <= toAt).map(atRest)
  const seen = within.flatMap((frame) => {
    const own = ownIn(frame)
    return own ? [{ frame, own }] : []
  })
  const classes = new Set<ObjectClass>([claim.class, ...seen.map(({ own }) => own.class)])
  const place = claim.place ?? claim.box
  const isHidden = ({ own, detections }: ProofFrame): boolean =>
    own === null && detections.some(({ box }) => coveredShare(place, box) >= hiddenShare)
  return {
    looks: seen.map(({ frame, own }) => ({
      at: frame.at,
      box: own.box,
      appearance: own.appearance ?? null,
      others: frame.detections.filter((one) => one !== own && classes.has(one.class)).map(({ box }) => box),
    })),
    unseen: within.filter((frame) => frame.own && !ownIn(frame)).map(({ at }) => at),
    made: within.filter((frame) => !isHidden(frame)).length,
    times: within.map(({ at }) => at),
  }
}

type Seen = ProofFrame['detections'][number]

/** The detection that is called its own. */
function ownIn({ own, detections }: ProofFrame): Seen | undefined {
  if (!own) return undefined
  const fits = detections.map((one) => ({ one, fit: iou(one.box, own) })).filter(({ fit }) => fit >= ownIou)
  return fits.toSorted((a, b) => b.fit - a.fit)[0]?.one
}

/** The frame as a camera that does not shake would have shown it. */
function atRest(frame: ProofFrame): ProofFrame {
  const { shift: off, own, detections } = frame
  if (!off) return frame
  const back = (box: Box): Box => shift(box, { x: -off.x, y: -off.y })
  return {
    at: frame.at,
    own: own && back(own),
    detections: detections.map((one) => ({ ...one, box: back(one.box) })),
  }
}

/** The middle one; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
