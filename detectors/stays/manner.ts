import { coveredShare, drift, foot, height, iou, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import type { Presence } from '../rules/rule.ts'
import { hasSettled, isInPlace, rememberedMs, type Track } from '../tracking/track.ts'
import { continuityOf, hasWalkedOut, isWithin, likenessOf } from './identity.ts'
import { isConfirmed, isOwn, type Stay } from './stay.ts'

export interface PresenceCheck {
  readonly at: number
  /** The look before this one. */
  readonly lastAt: number
  /** What showed the stay until now, where it is still followed. */
  readonly own: Track | undefined
  /** Whether the rule's condition holds for the track now, whatever the hour. */
  readonly holds: () => boolean
}

/** How one manner of being there is told from the tracks. */
export interface Manner {
  readonly canBegin: (track: Track, at: number) => boolean
  /** Where a stay that begins with this track is. */
  readonly place: (track: Track) => Box
  /** Whether a look from before the stay showed it where it settled: no claim covers its way there. */
  readonly wasThere: (track: Track, look: { readonly at: number; readonly box: Box }) => boolean
  /** Whether a look of the stay itself showed it at rest: nor its way off. */
  readonly isAtRest: (track: Track, box: Box) => boolean
  /** Whether a claim may end with this sight: who walks about may be walking off, until he stands again. */
  readonly counts: (track: Track, at: number) => boolean
  /** The stay's own thing, there. */
  readonly isHere: (stay: Stay, track: Track, check: PresenceCheck) => boolean
  /** The same thing, or another that carries the stay on, under another track. */
  readonly isHeir: (stay: Stay, track: Track, check: PresenceCheck) => boolean
  /** Its own thing was seen elsewhere in this look, or had walked out of the picture by it: no claim bridges that. */
  readonly isAway: (stay: Stay, own: Track, at: number) => boolean
  /** The claim ends with who carried the stay on until now: this track may be another. */
  readonly isInDoubt: (stay: Stay, track: Track, check: Pick<PresenceCheck, 'at' | 'lastAt'>) => boolean
  /** A stay that begins with this track may be of the one of another stay, which was found already. */
  readonly mayBe: (stay: Stay, track: Track) => boolean
  /** Its own thing was seen to have gone elsewhere. */
  readonly hasLeft: (stay: Stay, own: Track, when: { at: number; maxGapMs: number }) => boolean
  /** Before it opened: no use to wait for it any longer. */
  readonly isForgotten: (
    stay: Stay,
    own: Track | undefined,
    when: { at: number; maxGapMs: number },
  ) => boolean
  /** Something else there is part of this stay and begins none of its own. */
  readonly isPart: (stay: Stay, track: Track) => boolean
}

/** Two boxes of one place. */
const samePlaceIou = 0.5
/** A track that was first seen with less overlap than this drove up from elsewhere: another thing, unless it stood there before. */
const bornHereIou = 0.2
/** What stands is off its place by no more of its own sides than boxes tremble, or is a part of it: else it still brakes. */
const atRestDrift = 0.15
const partShare = 0.9
/** Who settled is counted from when his feet were within so many widths of where they stay. */
const settledReach = 0.5
/** Nobody takes the place of one who was only missed: so long is he looked for first. */
const missedMs = 5000
/** One look alone may be a flicker of the model: another is known after so long. */
const knownMs = 1000

const isSeen = (track: Track, at: number): boolean => track.seenAt === at

const stands = (track: Track, at: number): boolean => isInPlace(track, at) && hasSettled(track)

/** Who walked and is followed no more may be this one, walking; who stood is not gone because he was missed. */
const mayFollow = (own: Track | undefined, track: Track, at: number): boolean =>
  own ? at - own.seenAt > missedMs && stands(track, at) : isSeen(track, at) && at - track.firstAt >= knownMs

/** So close to its lower edge the picture may cut off the feet. */
const cutFrom = 0.98
const areFeetOut = ({ bottom }: Box): boolean => bottom >= cutFrom

/** By the feet, which stay where they are when a flame flares up or somebody sits down; not with feet still out of the picture. */
function stoodAt(place: Box, box: Box): boolean {
  if (areFeetOut(box) && !areFeetOut(place)) return false
  const [from, to] = [foot(place), foot(box)]
  const down = (3 * (to.y - from.y)) / height(place)
  return Math.hypot((to.x - from.x) / width(place), down) <= settledReach
}

const stand: Manner = {
  canBegin: isInPlace,
  place: (track) => track.anchor,
  wasThere: () => true,
  counts: () => true,
  isAtRest: ({ place }, box) => drift(place, box) <= atRestDrift || coveredShare(box, place) >= partShare,
  isHere: (stay, track, { at }) =>
    isOwn(stay, track) && track.still.fromAt === stay.stoodFrom && isInPlace(track, at),
  isHeir: (stay, track, { at }) =>
    !isOwn(stay, track) &&
    isInPlace(track, at) &&
    iou(track.box, stay.place) >= samePlaceIou &&
    (iou(track.origin, stay.place) >= bornHereIou || track.still.fromAt < stay.seenAt),
  isAway: () => false,
  // Out of sight for longer than things are remembered, another of its size may have taken its place unseen.
  isInDoubt: (stay, track, { at }) =>
    !isOwn(stay, track) && !isConfirmed(stay) && at - stay.seenAt > rememberedMs,
  mayBe: () => false,
  hasLeft: (stay, own) => own.still.fromAt !== stay.stoodFrom,
  isForgotten: (_stay, own) => own === undefined,
  isPart: () => false,
}

function linger(reach: number): Manner {
  const isNear = (stay: Stay, box: Box): boolean => isWithin(reach, stay.place, box)
  const isOver = (stay: Stay, { at, maxGapMs }: { at: number; maxGapMs: number }): boolean =>
    at - stay.seenAt > maxGapMs
  return {
    canBegin: stands,
    place: (track) => track.place,
    wasThere: (track, { at, box }) => at >= track.still.fromAt && stoodAt(track.place, box),
    counts: stands,
    isAtRest: () => true,
    isHere: (stay, track, { at }) => isOwn(stay, track) && isSeen(track, at) && isNear(stay, track.box),
    isHeir(stay, track, { at, lastAt, own, holds }) {
      if (isOwn(stay, track) || !isNear(stay, track.box) || !mayFollow(own, track, at)) return false
      const told = continuityOf(stay, track, { at, lastAt })
      // What was confirmed of one is not continued by who may be another.
      const isEnough = told === 'same' || (told === 'unknown' && !isConfirmed(stay))
      return isEnough && holds()
    },
    isAway: (stay, own, at) => (isSeen(own, at) && !isNear(stay, own.box)) || hasWalkedOut(own, at),
    isInDoubt: (stay, track, look) => !isOwn(stay, track) && continuityOf(stay, track, look) !== 'same',
    mayBe: (stay, track) =>
      stay.finding !== null &&
      stay.seenAt < track.seenAt &&
      isNear(stay, track.box) &&
      likenessOf(stay, track) !== 'other',
    hasLeft: (stay, own, when) => {
      const isElsewhere = isSeen(own, when.at) && !isNear(stay, own.box)
      return isElsewhere && (isOver(stay, when) || (!stay.finding && hasSettled(own)))
    },
    isForgotten: (stay, _own, when) => isOver(stay, when),
    isPart: () => false,
  }
}

function cluster(reach: number): Manner {
  const one = linger(reach)
  return {
    ...one,
    wasThere: (track, { box }) => stoodAt(track.place, box),
    isAway: () => false,
    isInDoubt: () => false,
    mayBe: () => false,
    isHeir: (stay, track, { at, holds }) =>
      !isOwn(stay, track) && stands(track, at) && isWithin(reach, stay.place, track.box) && holds(),
    isPart: (stay, track) => isWithin(reach, stay.place, track.box),
  }
}

const zone: Manner = {
  canBegin: isSeen,
  place: (track) => track.box,
  wasThere: () => true,
  counts: () => true,
  isAtRest: () => true,
  isHere: (stay, track, { at, holds }) => isOwn(stay, track) && isSeen(track, at) && holds(),
  isHeir: (stay, track, { at, holds }) => !isOwn(stay, track) && isSeen(track, at) && holds(),
  isAway: () => false,
  isInDoubt: () => false,
  mayBe: () => false,
  hasLeft: () => false,
  isForgotten: (stay, _own, { at, maxGapMs }) => at - stay.seenAt > maxGapMs,
  isPart: () => true,
}

export function mannerOf(presence: Presence): Manner {
  switch (presence.how) {
    case 'stand':
      return stand
    case 'zone':
      return zone
    case 'linger':
      return linger(presence.reach)
    case 'cluster':
      return cluster(presence.reach)
  }
}
