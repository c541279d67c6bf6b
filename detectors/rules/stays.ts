import type { Detection } from '../detection.ts'
import type { BoundRule, Drop, DropReason, FindingEvent } from '../finding.ts'
import { iou } from '../geometry/box.ts'
import { isActive } from '../hours.ts'
import { isInPlace, type Track } from '../tracking/track.ts'
import {
  beginStay,
  closeStay,
  isConfirmed,
  leftReason,
  missStay,
  promoteStay,
  seeStay,
  unseenReason,
} from './stay.ts'
import type { Stay } from './stay.ts'
import { rules } from './table.ts'

/** One frame, tracked: what the stays are judged by. */
export interface Sight {
  readonly at: number
  readonly sourceId: string
  readonly rules: readonly BoundRule[]
  readonly tracks: readonly Track[]
  /** Everything the network saw, of whatever class: it may hide a place. */
  readonly detections: readonly Detection[]
  readonly maxStillGapMs: number
}

/** Whether each rule's condition holds for each track seen in this frame; null: it does. */
export interface Verdict {
  readonly ruleId: string
  readonly track: Track
  readonly reason: DropReason | null
}

/** Two boxes of one place. */
const samePlaceIou = 0.5
/** A track that was first seen with less overlap than this drove up from elsewhere: another thing. */
const bornHereIou = 0.2

const isOwn = (stay: Stay, track: Track): boolean => stay.trackId === track.id

const isSeenHere = (stay: Stay, track: Track, at: number): boolean =>
  isOwn(stay, track) && track.still.fromAt === stay.stoodFrom && isInPlace(track, at)

/** The same thing under a new track: it appeared at the place itself and fills it. */
const isHeir = (stay: Stay, track: Track, at: number): boolean =>
  !isOwn(stay, track) &&
  isInPlace(track, at) &&
  iou(track.box, stay.place) >= samePlaceIou &&
  iou(track.origin, stay.place) >= bornHereIou

/** Which track shows which stay in this frame; a track shows at most one stay of a rule. */
function holders(stays: readonly Stay[], { tracks, at }: Sight): ReadonlyMap<Stay, Track> {
  const held = new Map<Stay, Track>()
  const isFree = (stay: Stay, track: Track): boolean =>
    ![...held].some(([other, by]) => by.id === track.id && other.rule.id === stay.rule.id)
  for (const fits of [isSeenHere, isHeir]) {
    for (const stay of stays.filter((s) => !held.has(s))) {
      const track = tracks.find((t) => fits(stay, t, at) && isFree(stay, t))
      if (track) held.set(stay, track)
    }
  }
  return held
}

/** A finding keeps the version it opened under while its rule and zone exist; what has not opened begins anew. */
function isBound({ rule, finding }: Stay, bound: readonly BoundRule[]): boolean {
  const now = bound.find(({ id, zone }) => id === rule.id && zone.id === rule.zone.id)
  if (!now) return false
  return finding !== null || (now.version === rule.version && now.zone.version === rule.zone.version)
}

interface Outcome {
  readonly stay: Stay | null
  readonly events: readonly FindingEvent[]
}

const ended = (stay: Stay, at: number, reason: Parameters<typeof closeStay>[2]): Outcome => ({
  stay: null,
  events: closeStay(stay, at, reason),
})

function seen(before: Stay, track: Track, { at, sourceId }: Sight): Outcome {
  const { kind, zone } = before.rule
  const holds = rules[kind].judge(track, before.rule) === null && isActive(zone.hours, at)
  const stay = seeStay(before, track, { at, holds })
  if (!holds) return { stay, events: [] }
  const { stay: after, event } = promoteStay(stay, sourceId)
  return { stay: after, events: event ? [event] : [] }
}

function unseen(stay: Stay, { at, tracks, detections }: Sight): Outcome {
  const own = tracks.find((track) => isOwn(stay, track))
  if (own && own.still.fromAt !== stay.stoodFrom) return ended(stay, at, leftReason(stay))
  if (!own && !stay.finding) return { stay: null, events: [] }
  return { stay: missStay(stay, detections, at), events: [] }
}

/** The grace needs hours that forbid standing all along; what was confirmed within them stays confirmed. */
const outlivesHours = (stay: Stay, at: number): boolean =>
  isConfirmed(stay) || isActive(stay.rule.zone.hours, at)

function continued(stay: Stay, sight: Sight, holder: Track | undefined): Outcome {
  const { at } = sight
  if (!isBound(stay, sight.rules)) return ended(stay, at, 'rule_changed')
  if (!outlivesHours(stay, at)) return ended(stay, at, 'hours_ended')
  return holder ? seen(stay, holder, sight) : unseen(stay, sight)
}

const isRemembered = (stay: Stay, { at, maxStillGapMs }: Sight): boolean => at - stay.seenAt <= maxStillGapMs

interface Judged {
  readonly verdict: Verdict
  readonly begun: Stay | null
  readonly drop: DropReason | null
}

/** What a rule says of one track: already a stay, the beginning of one, or why not. */
function judgeTrack(
  track: Track,
  rule: BoundRule,
  { at, stays }: { at: number; stays: readonly Stay[] },
): Judged {
  const ofRule = stays.filter((s) => s.rule.id === rule.id)
  const stay = ofRule.find((s) => isOwn(s, track))
  const inForce = stay?.rule ?? rule
  const reason = rules[rule.kind].judge(track, inForce)
  const verdict = { ruleId: rule.id, track, reason }
  const barred = reason ?? (isActive(inForce.zone.hours, at) ? null : 'outside_hours')
  if (stay && isConfirmed(stay)) return { verdict, begun: null, drop: null }
  if (barred) return { verdict, begun: null, drop: barred }
  if (stay?.finding) return { verdict, begun: null, drop: 'in_grace' }
  if (stay) return { verdict, begun: null, drop: 'not_still_yet' }
  if (!isInPlace(track, at)) return { verdict, begun: null, drop: 'moving' }
  const drop = track.still.fromAt === at ? 'moving' : 'not_still_yet'
  return { verdict, begun: beginStay(rule, track, at), drop }
}

/**
 * All stays one frame later. Pure. One stay is one finding: it survives a lost track, a hidden place and a restart
 * for `maxStillGapMs`, and ends when its thing was seen to move, or was out of sight for longer.
 */
export function foldStays(
  before: readonly Stay[],
  sight: Sight,
): {
  readonly stays: readonly Stay[]
  readonly events: readonly FindingEvent[]
  readonly drops: readonly Drop[]
  readonly verdicts: readonly Verdict[]
} {
  const { at } = sight
  const remembered = before.filter((stay) => isRemembered(stay, sight))
  const forgotten = before.filter((stay) => !isRemembered(stay, sight))
  const held = holders(remembered, sight)
  const outcomes = remembered.map((stay) => continued(stay, sight, held.get(stay)))
  const stays = outcomes.flatMap(({ stay }) => stay ?? [])
  const judged = sight.tracks
    .filter(({ seenAt }) => seenAt === at)
    .flatMap((track) => sight.rules.map((rule) => judgeTrack(track, rule, { at, stays })))
  return {
    stays: [...stays, ...judged.flatMap(({ begun }) => begun ?? [])],
    events: [
      ...forgotten.flatMap((stay) => closeStay(stay, at, unseenReason(stay))),
      ...outcomes.flatMap(({ events }) => events),
    ],
    drops: judged.flatMap(({ drop, verdict }) =>
      drop ? [{ reason: drop, ruleId: verdict.ruleId, trackId: verdict.track.id }] : [],
    ),
    verdicts: judged.map(({ verdict }) => verdict),
  }
}
