import type { Detection, ObjectClass } from '../detection.ts'
import { findingFlags, type BoundRule, type Dwell, type FindingFlag, type StayKind } from '../finding.ts'
import { coveredShare } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { beginDwell, extendDwell, lengthMs } from '../tracking/dwell.ts'
import { winner } from '../tracking/observation.ts'
import type { Track } from '../tracking/track.ts'
import { dwellOf, placesOf, proofOf, remember, type Look } from './looks.ts'
import { mannerOf } from './presence.ts'
import type { Timing } from './rule.ts'
import { rules, stayRules } from './table.ts'

/** A rule that watches something stay, bound to its zone. */
export interface StayBound extends BoundRule {
  readonly kind: StayKind
}

/** What a stay is called once it opened. */
export interface Opened {
  readonly id: string
  readonly at: number
  readonly confirmedAt: number | null
}

/** One thing at one place under one rule, from its first sight there to its end. Plain data. */
export interface Stay {
  /** As it was when the stay began: a later version judges later stays. */
  readonly rule: StayBound
  readonly trackId: number
  /** Begin of the track's stand at this place: when the track stands since another time, it has moved. */
  readonly stoodFrom: number
  readonly class: ObjectClass
  readonly place: Box
  readonly box: Box
  /** Last seen at its place. */
  readonly seenAt: number
  /**
   * What can be claimed: the unbroken stretch in which it was seen here and the rule's condition held. Null: the looks
   * were too few so far.
   */
  readonly dwell: Dwell | null
  /**
   * The claim with what was seen after it, while that is not sure to belong to it: he walks, and may be walking off;
   * somebody may have come to the fire. After a cut, what may become the next claim.
   */
  readonly pending: Dwell | null
  /** How many looks there were since the claim's begin, whatever they showed. */
  readonly looked: number
  /** The claim was cut since: it does not grow across the cut. */
  readonly isBroken: boolean
  /** The stretch in which the place was seen empty since the stay's last sight. */
  readonly clear: Dwell | null
  /** The last looks, as far back as `looks.ts` remembers; none from before a cut. */
  readonly looks: readonly Look[]
  /** All that was noted of it so far. */
  readonly flags: readonly FindingFlag[]
  readonly finding: Opened | null
}

/** Less of the place than this behind a detection is not hidden. */
const hiddenShare = 0.2
/** A place counts as seen empty after this many frames in a row over this long: not at a flicker of the network. */
const emptyFrames = 5
const emptyMs = 10_000
/** After so long out of sight one look alone may be a flicker of the network: nothing is claimed by it. */
const outOfSightMs = 5000
const regainMs = 1000

export const isConfirmed = ({ finding }: Stay): boolean => finding !== null && finding.confirmedAt !== null

export const timingOf = ({ kind, params }: BoundRule): Timing => rules[kind].timing(params)

export const mannerIn = ({ kind, params }: StayBound) => mannerOf(stayRules[kind].presence(params))

/** One look more, at which it was not there. */
const noteMiss = ({ looks, rule }: Stay, at: number): readonly Look[] =>
  remember(looks, { at, box: null, holds: false }, { ...timingOf(rule), heldFrom: at })

interface Begin {
  /** Those at its track before, and the one with which it begins. */
  readonly looks: readonly Look[]
  readonly isDoubtful: boolean
}

export function beginStay(rule: StayBound, track: Track, { looks, isDoubtful }: Begin): Stay {
  const manner = mannerIn(rule)
  const place = manner.place(track)
  const elsewhere = looks.findLastIndex(({ box }) => box !== null && !manner.wasThere(place, box))
  return growStay(
    {
      rule,
      trackId: track.id,
      stoodFrom: track.still.fromAt,
      class: winner(track.votes),
      place,
      box: track.box,
      seenAt: track.seenAt,
      dwell: null,
      pending: null,
      looked: 0,
      isBroken: false,
      clear: null,
      looks: looks.slice(elsewhere + 1),
      flags: [],
      finding: null,
    },
    track,
    isDoubtful,
  )
}

/** Seen empty for long enough to say so. */
export const isEmpty = (clear: Dwell | null): boolean =>
  clear !== null && clear.seenFrames >= emptyFrames && lengthMs(clear) >= emptyMs

/**
 * The claim of a thing that was just seen, by all looks at it. It never covers a time in which the thing was out of sight
 * for longer than the rule allows, its looks were too few for so long, or its place was seen empty: before the
 * confirmation it then begins anew, after it it grows no more. In doubt all this is only pending.
 */
function growStay(stay: Stay, track: Track, isDoubtful: boolean): Stay {
  const { isBroken, looks, rule } = stay
  const [timing, manner] = [timingOf(rule), mannerIn(rule)]
  const isAtRest = (box: Box): boolean => manner.isAtRest(track, box)
  const proof = proofOf(looks, timing, isAtRest)
  const [first = Infinity, last = first] = [proof[0], proof.at(-1)]
  if (last !== track.seenAt) return stay
  const counts = manner.counts(track, last)
  const before = stay.pending ?? (isBroken ? null : stay.dwell)
  if (!before || first - before.toAt > timing.maxGapMs) {
    const { leastPlaces = 1 } = stayRules[rule.kind]
    if (isConfirmed(stay) || !counts || placesOf(looks, first) < leastPlaces) return stay
    const [begun, looked] = [dwellOf(proof), looks.filter(({ at }) => at >= first).length]
    if (isDoubtful) return { ...stay, pending: begun, looked }
    return { ...stay, isBroken: false, dwell: begun, pending: null, looked }
  }
  if (first - before.toAt > outOfSightMs && last - first < regainMs) return stay
  const grown = proof.filter((at) => at > before.toAt).reduce(extendDwell, before)
  if (!counts || isDoubtful) return { ...stay, pending: grown }
  const dwell = stay.finding ? grown : atRest(grown, looks, isAtRest)
  return { ...stay, isBroken: false, pending: null, dwell }
}

/** What is remembered from its first look on begins when it came to rest: where that is, is known only now. */
function atRest(dwell: Dwell, looks: readonly Look[], isAtRest: (box: Box) => boolean): Dwell {
  if (dwell.fromAt < (looks[0]?.at ?? Infinity)) return dwell
  const held = looks.filter(({ at, box, holds }) => at >= dwell.fromAt && holds && box && isAtRest(box))
  return dwellOf(held.map(({ at }) => at)) ?? dwell
}

export interface Sighting {
  /** Null: not in force now. */
  readonly heldFrom: number | null
  /** Whether the rule's condition does in this frame. */
  readonly holds: boolean
  /** Something speaks against it that may come to nothing. */
  readonly isDoubtful: boolean
  readonly flags: readonly FindingFlag[]
}

/** Seen at its place by this track, which may be another one than before. */
export function seeStay(before: Stay, track: Track, sighting: Sighting): Stay {
  const { holds, heldFrom, flags } = sighting
  const { rule } = before
  const wasCut = isEmpty(before.clear) || (stayRules[rule.kind].isOneThing && track.id !== before.trackId)
  const look = { at: track.seenAt, box: heldFrom === null ? null : track.box, holds }
  const looks = remember(wasCut ? [] : before.looks, look, {
    ...timingOf(rule),
    heldFrom: heldFrom ?? Infinity,
  })
  const stay = {
    ...before,
    trackId: track.id,
    stoodFrom: track.still.fromAt,
    class: winner(track.votes),
    box: track.box,
    seenAt: track.seenAt,
    looked: before.looked + 1,
    clear: null,
    isBroken: before.isBroken || isEmpty(before.clear),
    pending: isEmpty(before.clear) ? null : before.pending,
    looks,
    flags: findingFlags.filter((flag) => before.flags.includes(flag) || (holds && flags.includes(flag))),
  }
  return holds ? growStay(stay, track, sighting.isDoubtful) : stay
}

/** Not seen in this frame. Once the place was seen empty, that stays known. A whole zone is never hidden. */
export function missStay(before: Stay, detections: readonly Detection[], at: number): Stay {
  const stay = { ...before, looked: before.looked + 1, looks: noteMiss(before, at) }
  if (isEmpty(stay.clear)) return stay
  const { kind, params } = stay.rule
  const isPlace = stayRules[kind].presence(params).how !== 'zone'
  const isHidden = isPlace && detections.some(({ box }) => coveredShare(stay.place, box) >= hiddenShare)
  if (isHidden) return { ...stay, clear: null }
  return { ...stay, clear: stay.clear ? extendDwell(stay.clear, at) : beginDwell(at) }
}

/** What was claimed so far is at an end, though the thing is still there. */
export const denyStay = (stay: Stay): Stay => ({ ...stay, isBroken: true, pending: null, looks: [] })
