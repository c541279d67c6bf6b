import type { Detection } from '../detection.ts'
import type { BoundRule, Drop, DropReason, FindingEvent } from '../finding.ts'
import { isActive } from '../hours.ts'
import type { Track } from '../tracking/track.ts'
import { isOwn } from './presence.ts'
import type { Around } from './rule.ts'
import {
  beginStay,
  closeStay,
  denyStay,
  isConfirmed,
  leftReason,
  mannerIn,
  missStay,
  promoteStay,
  seeStay,
  unseenReason,
} from './stay.ts'
import { timingOf, type Stay, type StayBound } from './stay.ts'
import { rules, stayRules } from './table.ts'

/** One frame, tracked: what the stays are judged by. */
export interface Sight extends Around {
  readonly sourceId: string
  readonly rules: readonly BoundRule[]
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

const isInForce = ({ kind, zone }: StayBound, at: number): boolean => {
  const { hours } = stayRules[kind]
  return hours === 'always' || isActive(zone.hours, at) === (hours !== 'outside')
}

/** Which track shows which stay in this frame; a track shows at most one stay of a rule. */
function holders(stays: readonly Stay[], sight: Sight): ReadonlyMap<Stay, Track> {
  const { tracks, at } = sight
  const held = new Map<Stay, Track>()
  const isFree = (stay: Stay, track: Track): boolean =>
    ![...held].some(([other, by]) => by.id === track.id && other.rule.id === stay.rule.id)
  for (const fits of ['isHere', 'isHeir'] as const) {
    for (const stay of stays.filter((s) => !held.has(s))) {
      const manner = mannerIn(stay.rule)
      const { judge } = stayRules[stay.rule.kind]
      const track = tracks.find((t) => {
        const glance = { at, holds: () => judge(t, stay.rule, sight) === null }
        return manner[fits](stay, t, glance) && isFree(stay, t)
      })
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

function seen(before: Stay, track: Track, sight: Sight): Outcome {
  const { at, sourceId } = sight
  const { rule } = before
  const { judge, marks } = stayRules[rule.kind]
  const holds = judge(track, rule, sight) === null && isInForce(rule, at)
  const stay = seeStay(before, track, { at, holds, flags: marks?.(before.place, rule, sight) ?? [] })
  if (stay.dwell.toAt !== at) return { stay, events: [] }
  const { stay: after, event } = promoteStay(stay, sourceId)
  return { stay: after, events: event ? [event] : [] }
}

function unseen(stay: Stay, { at, tracks, detections }: Sight): Outcome {
  const own = tracks.find((track) => isOwn(stay, track))
  const manner = mannerIn(stay.rule)
  const when = { at, maxGapMs: timingOf(stay.rule).maxGapMs }
  if (own && manner.hasLeft(stay, own, when)) return ended(stay, at, leftReason(stay))
  if (!stay.finding && manner.isForgotten(stay, own, when)) return { stay: null, events: [] }
  return { stay: missStay(stay, detections, at), events: [] }
}

/** The grace needs hours that forbid staying all along; what was confirmed within them stays confirmed. */
const outlivesHours = (stay: Stay, at: number): boolean => isConfirmed(stay) || isInForce(stay.rule, at)

function continued(before: Stay, sight: Sight, holder: Track | undefined): Outcome {
  const { at } = sight
  const { rule } = before
  if (!isBound(before, sight.rules)) return ended(before, at, 'rule_changed')
  if (!outlivesHours(before, at)) return ended(before, at, 'hours_ended')
  const isDenied = stayRules[rule.kind].isDenied?.(before.place, rule, sight) ?? false
  const stay = isDenied ? denyStay(before) : before
  return holder ? seen(stay, holder, sight) : unseen(stay, sight)
}

const isRemembered = (stay: Stay, { at, maxStillGapMs }: Sight): boolean => at - stay.seenAt <= maxStillGapMs

const isStayBound = (rule: BoundRule): rule is StayBound => rules[rule.kind].of === 'tracks'

interface Judged {
  readonly verdict: Verdict
  readonly begun: Stay | null
  readonly drop: DropReason | null
}

interface Judging {
  readonly rule: StayBound
  readonly sight: Sight
}

/** What a rule says of one track: already a stay, part of one, the beginning of one, or why not. */
function judgeTrack(track: Track, ofRule: readonly Stay[], { rule, sight }: Judging): Judged {
  const { at } = sight
  const stay = ofRule.find((s) => isOwn(s, track))
  const inForce = stay?.rule ?? rule
  const reason = stayRules[rule.kind].judge(track, inForce, sight)
  const verdict = { ruleId: rule.id, track, reason }
  const dropped = (drop: DropReason | null): Judged => ({ verdict, begun: null, drop })
  const barred = reason ?? (isInForce(inForce, at) ? null : 'outside_hours')
  if (stay && isConfirmed(stay)) return dropped(null)
  if (barred) return dropped(barred)
  if (stay) return dropped(stay.finding ? 'in_grace' : 'not_still_yet')
  const manner = mannerIn(rule)
  if (!manner.canBegin(track, at)) return dropped('moving')
  if (ofRule.some((s) => manner.isPart(s, track))) return dropped('joined')
  const drop = track.still.fromAt === at ? 'moving' : 'not_still_yet'
  return { verdict, begun: beginStay(rule, track, at), drop }
}

/** A stay that begins with one track counts for those after it. */
function judgeAll(sight: Sight, stays: readonly Stay[]): readonly Judged[] {
  const judging = sight.rules
    .filter(isStayBound)
    .map((rule) => ({ rule, sight, ofRule: stays.filter((stay) => stay.rule.id === rule.id) }))
  return sight.tracks
    .filter(({ seenAt }) => seenAt === sight.at)
    .flatMap((track) =>
      judging.map((one) => {
        const judged = judgeTrack(track, one.ofRule, one)
        if (judged.begun) one.ofRule.push(judged.begun)
        return judged
      }),
    )
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
  const judged = judgeAll(sight, stays)
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
