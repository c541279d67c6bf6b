import type { Detection, ObjectClass } from '../detection.ts'
import {
  findingFlags,
  type BoundRule,
  type CloseReason,
  type Dwell,
  type FindingEvent,
  type FindingFlag,
  type FindingStage,
  type StayKind,
} from '../finding.ts'
import { coveredShare } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import { beginDwell, extendDwell, lengthMs } from '../tracking/dwell.ts'
import { winner } from '../tracking/observation.ts'
import type { Track } from '../tracking/track.ts'
import { findingIdOf } from './finding-id.ts'
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
  /** What can be claimed: the unbroken stretch in which it was seen here and the rule's condition held. */
  readonly dwell: Dwell
  /** When it was last seen again after a while out of sight; null: it never was out of sight for long. */
  readonly regainedAt: number | null
  /** The claim was cut since: it does not grow across the cut. */
  readonly isBroken: boolean
  /** The stretch in which the place was seen empty since the stay's last sight. */
  readonly clear: Dwell | null
  /** Whether the condition held (1) in each of the last looks, as far back as the rule counts. */
  readonly recent: readonly number[]
  /** All that was noted of it so far. */
  readonly flags: readonly FindingFlag[]
  readonly finding: Opened | null
}

/** Less of the place than this behind a detection is not hidden. */
const hiddenShare = 0.2
/** A place counts as seen empty after this many frames in a row over this long: not at a flicker of the network. */
const emptyFrames = 5
const emptyMs = 10_000
/** After so long out of sight one look alone may be a flicker of the network: nothing is concluded from it. */
const outOfSightMs = 5000
const regainMs = 1000

export const isConfirmed = ({ finding }: Stay): boolean => finding !== null && finding.confirmedAt !== null

export const timingOf = ({ kind, params }: BoundRule): Timing => rules[kind].timing(params)

export const mannerIn = ({ kind, params }: StayBound) => mannerOf(stayRules[kind].presence(params))

/** The last looks, one more of them counted. */
const noteLook = ({ recent, rule }: Stay, holds: boolean): readonly number[] =>
  [...recent, holds ? 1 : 0].slice(-(timingOf(rule).hits?.of ?? 1))

const holdsOften = (recent: readonly number[], { hits }: Timing): boolean =>
  recent.filter((held) => held === 1).length >= (hits?.least ?? 1)

export function beginStay(rule: StayBound, track: Track, at: number): Stay {
  return {
    rule,
    trackId: track.id,
    stoodFrom: track.still.fromAt,
    class: winner(track.votes),
    place: mannerIn(rule).place(track),
    box: track.box,
    seenAt: at,
    dwell: beginDwell(at),
    regainedAt: null,
    isBroken: false,
    clear: null,
    recent: [1],
    flags: [],
    finding: null,
  }
}

/** Seen empty for long enough to say so. */
const isEmpty = (clear: Dwell | null): boolean =>
  clear !== null && clear.seenFrames >= emptyFrames && lengthMs(clear) >= emptyMs

interface Sighting {
  readonly at: number
  /** Whether the rule's condition does in this frame. */
  readonly holds: boolean
  readonly flags: readonly FindingFlag[]
}

/**
 * Seen at its place by this track, which may be another one than before. A claim never covers a time in which the thing
 * was out of sight for longer than the rule allows, or its place was seen empty: before the confirmation it then begins
 * anew, after it it grows no more. The same where the rule's hits were too few for so long.
 */
export function seeStay(before: Stay, track: Track, { at, holds, flags }: Sighting): Stay {
  const { dwell, clear } = before
  const timing = timingOf(before.rule)
  const isBroken = before.isBroken || at - dwell.toAt > timing.maxGapMs || isEmpty(clear)
  const recent = noteLook(before, holds)
  const stay = {
    ...before,
    trackId: track.id,
    stoodFrom: track.still.fromAt,
    class: winner(track.votes),
    box: track.box,
    seenAt: at,
    clear: null,
    regainedAt: at - dwell.toAt > outOfSightMs ? at : before.regainedAt,
    isBroken,
    recent,
    flags: findingFlags.filter((flag) => before.flags.includes(flag) || (holds && flags.includes(flag))),
  }
  if (!holds || !holdsOften(recent, timing) || (isBroken && isConfirmed(stay))) return stay
  return isBroken
    ? { ...stay, isBroken: false, dwell: beginDwell(at) }
    : { ...stay, dwell: extendDwell(dwell, at) }
}

/** Not seen in this frame. Once the place was seen empty, that stays known. A whole zone is never hidden. */
export function missStay(before: Stay, detections: readonly Detection[], at: number): Stay {
  const stay = { ...before, recent: noteLook(before, false) }
  if (isEmpty(stay.clear)) return stay
  const { kind, params } = stay.rule
  const isPlace = stayRules[kind].presence(params).how !== 'zone'
  const isHidden = isPlace && detections.some(({ box }) => coveredShare(stay.place, box) >= hiddenShare)
  if (isHidden) return { ...stay, clear: null }
  return { ...stay, clear: stay.clear ? extendDwell(stay.clear, at) : beginDwell(at) }
}

/** What was claimed so far is at an end, though the thing is still there. */
export const denyStay = (stay: Stay): Stay => ({ ...stay, isBroken: true })

function eventOf(stay: Stay & { finding: Opened }, stage: FindingStage, at: number): FindingEvent {
  const { rule, finding } = stay
  return {
    findingId: finding.id,
    ruleId: rule.id,
    ruleVersion: rule.version,
    zoneId: rule.zone.id,
    zoneVersion: rule.zone.version,
    kind: rule.kind,
    stage,
    at,
    openedAt: finding.at,
    trackId: stay.trackId,
    class: stay.class,
    box: stay.box,
    dwell: stay.dwell,
    ...(stay.flags.length > 0 ? { flags: stay.flags } : {}),
  }
}

/** After a proof: opens once it stood for long enough, is confirmed when its claim covers the grace after that. */
export function promoteStay(
  stay: Stay,
  sourceId: string,
): { readonly stay: Stay; readonly event: FindingEvent | null } {
  const { stillMs, graceMs } = timingOf(stay.rule)
  const at = stay.dwell.toAt
  if (stay.regainedAt !== null && at - stay.regainedAt < regainMs) return { stay, event: null }
  if (!stay.finding) {
    if (lengthMs(stay.dwell) < stillMs) return { stay, event: null }
    const id = findingIdOf({ sourceId, ruleId: stay.rule.id, openedAt: at, place: stay.place })
    const opened = { ...stay, finding: { id, at, confirmedAt: null } }
    return { stay: opened, event: eventOf(opened, 'opened', at) }
  }
  const { finding } = stay
  const isDue = at - Math.max(finding.at, stay.dwell.fromAt) >= graceMs
  if (finding.confirmedAt !== null || !isDue) return { stay, event: null }
  const confirmed = { ...stay, finding: { ...finding, confirmedAt: at } }
  return { stay: confirmed, event: eventOf(confirmed, 'confirmed', at) }
}

/** Out of sight for longer than its memory: whether it left is known only if its place was seen empty. */
export const unseenReason = (stay: Stay): CloseReason =>
  isEmpty(stay.clear) ? leftReason(stay) : 'lost_sight'

/** What leaves is not where it was; what ceases is no more. */
export function leftReason(stay: Stay): CloseReason {
  if (stayRules[stay.rule.kind].ceases) return isConfirmed(stay) ? 'ceased' : 'ceased_in_grace'
  return isConfirmed(stay) ? 'left' : 'left_in_grace'
}

/** The end of a stay; nothing to say of one that never opened. */
export function closeStay(stay: Stay, at: number, reason: CloseReason): readonly FindingEvent[] {
  return stay.finding ? [{ ...eventOf({ ...stay, finding: stay.finding }, 'closed', at), reason }] : []
}
