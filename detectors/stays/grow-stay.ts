import type { Detection } from '../detection.ts'
import { findingFlags, type Dwell, type FindingFlag } from '../finding.ts'
import { coveredShare } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { beginDwell, extendDwell, lengthMs } from '../tracking/dwell.ts'
import { winner } from '../tracking/observation.ts'
import { hasSettled, type Track } from '../tracking/track.ts'
import { dwellOf, placesOf, proofOf, recentOf, remember, type Look } from './looks.ts'
import type { ResolvedRule } from './resolved-rule.ts'
import { isConfirmed, type Stay } from './stay.ts'

/** Less of the place than this behind a detection is not hidden. */
const hiddenShare = 0.2
/** A place counts as seen empty after this many frames in a row over this long: not at a flicker of the model. */
const emptyFrames = 5
const emptyMs = 10_000
/** After so long out of sight one look alone may be a flicker of the model: nothing is claimed by it. */
const outOfSightMs = 5000
const regainMs = 1000

interface Begin {
  /** Those at its track before, and the one with which it begins. */
  readonly looks: readonly Look[]
  readonly isDoubtful: boolean
}

export function beginStay(rule: ResolvedRule, track: Track, { looks, isDoubtful }: Begin): Stay {
  const { manner, bound } = rule
  const place = manner.place(track)
  const isElsewhere = ({ at, box }: Look): boolean => box !== null && !manner.wasThere(track, { at, box })
  const own = looks.slice(looks.findLastIndex(isElsewhere) + 1)
  return growStay(
    {
      rule: bound,
      trackId: track.id,
      shownBy: [track.id],
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
      away: null,
      wasStanding: hasSettled(track),
      appearance: track.standing ?? track.appearance,
      looks: own,
      flags: [],
      finding: null,
    },
    track,
    { rule, isDoubtful, looks: own },
  )
}

interface Growing {
  /** The stay's own, as its kind explains it. */
  readonly rule: ResolvedRule
  /** Something speaks against it that may come to nothing. */
  readonly isDoubtful: boolean
}

interface ByLooks {
  /** Of the stay's those that say whether it is there now. */
  readonly looks: readonly Look[]
}

/** Seen empty for long enough to say so. */
export const isEmpty = (clear: Dwell | null): boolean =>
  clear !== null && clear.seenFrames >= emptyFrames && lengthMs(clear) >= emptyMs

/**
 * The claim of a thing that was just seen, by all looks at it. It never covers a time in which the thing was out of sight
 * for longer than the rule allows, its looks were too few for so long, or its place was seen empty: before the
 * confirmation it then begins anew, after it it grows no more. In doubt all this is only pending.
 */
function growStay(stay: Stay, track: Track, { rule, isDoubtful, looks }: Growing & ByLooks): Stay {
  const { isBroken } = stay
  const { timing, manner, kind } = rule
  const isAtRest = (box: Box): boolean => manner.isAtRest(track, box)
  const proof = proofOf(looks, timing, isAtRest)
  const [first = Infinity, last = first] = [proof[0], proof.at(-1)]
  if (last !== track.seenAt) return stay
  const counts = manner.counts(track, last)
  const before = stay.pending ?? (isBroken ? null : stay.dwell)
  if (!before || first - before.toAt > timing.maxGapMs) {
    const { leastPlaces = 1 } = kind
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

export interface Sighting extends Growing {
  /** Null: not in force now. */
  readonly heldFrom: number | null
  /** Whether the rule's condition does in this frame. */
  readonly holds: boolean
  readonly flags: readonly FindingFlag[]
  /** Who is seen may be another than before. */
  readonly isAnother: boolean
  /** He may be the one of another stay, which has a finding already. */
  readonly mayBeFound: boolean
}

/** All that was noted. Who is claimed is in doubt where another was reminded, or where he may have been found before. */
function flagsAfter(before: Stay, { holds, flags, isAnother, mayBeFound }: Sighting): readonly FindingFlag[] {
  const isInDoubt = before.finding ? isAnother || before.flags.includes('identity_doubtful') : mayBeFound
  const isNoted = (flag: FindingFlag): boolean =>
    flag === 'identity_doubtful' ? isInDoubt : before.flags.includes(flag) || (holds && flags.includes(flag))
  return findingFlags.filter(isNoted)
}

/** Seen at its place by this track, which may be another one than before: then nothing of the claim is carried on. */
export function seeStay(before: Stay, track: Track, sighting: Sighting): Stay {
  const { holds, heldFrom, rule, isAnother } = sighting
  const isBroken = isEmpty(before.clear) || isAnother
  const wasCut = isBroken || (rule.kind.isOneThing && track.id !== before.trackId)
  const look = { at: track.seenAt, box: heldFrom === null ? null : track.box, holds }
  const looks = remember(wasCut ? [] : before.looks, look, {
    ...rule.timing,
    heldFrom: heldFrom ?? Infinity,
  })
  const stay = {
    ...before,
    trackId: track.id,
    shownBy: shownBy(before, track),
    stoodFrom: track.still.fromAt,
    class: winner(track.votes),
    box: track.box,
    seenAt: track.seenAt,
    looked: before.looked + 1,
    clear: null,
    away: null,
    wasStanding: hasSettled(track),
    appearance: track.standing ?? (isAnother ? track.appearance : (before.appearance ?? track.appearance)),
    isBroken: before.isBroken || isBroken,
    pending: isBroken ? null : before.pending,
    looks,
    flags: flagsAfter(before, sighting),
  }
  return holds ? growStay(stay, track, { ...sighting, looks: recentOf(looks, rule.timing) }) : stay
}

/** So many tracks of one stay are remembered. */
const mostTracks = 20

const shownBy = (before: Stay, { id }: Track): readonly number[] =>
  before.trackId === id
    ? before.shownBy
    : [...before.shownBy.filter((one) => one !== id), id].slice(-mostTracks)

interface Miss {
  readonly at: number
  readonly rule: ResolvedRule
  /** What may hide it. */
  readonly detections: readonly Detection[]
}

/** Not seen in this frame. Once the place was seen empty, that stays known. A whole zone is never hidden. */
export function missStay(before: Stay, { at, rule, detections }: Miss): Stay {
  const { timing, kind, bound } = rule
  const looks = remember(before.looks, { at, box: null, holds: false }, { ...timing, heldFrom: at })
  const isPlace = kind.presence(bound.params).how !== 'zone'
  const isHidden = isPlace && detections.some(({ box }) => coveredShare(before.place, box) >= hiddenShare)
  // A look that could not show it says nothing of how well it was seen.
  const stay = { ...before, looked: before.looked + Number(!isHidden), looks }
  if (isEmpty(stay.clear)) return stay
  if (isHidden) return { ...stay, clear: null }
  return { ...stay, clear: stay.clear ? extendDwell(stay.clear, at) : beginDwell(at) }
}

/** Seen elsewhere in so many looks in a row, over this time, it has left: one look alone may be a mistake of the tracker's. */
const awayLooks = 2
const awayMs = 1000

/** Seen elsewhere, or gone out of the picture: once that is sure, the claim is at an end, however soon it is back. */
export function noteAway(stay: Stay, at: number): Stay {
  const since = stay.away?.since ?? at
  const looks = (stay.away?.looks ?? 0) + 1
  const isSure = looks >= awayLooks && at - since >= awayMs
  const away = { since, looks, isSure }
  return isSure ? { ...denyStay(stay), away } : { ...stay, away }
}

/** What was claimed so far is at an end, though the thing is still there. */
export const denyStay = (stay: Stay): Stay => ({ ...stay, isBroken: true, pending: null, looks: [] })
