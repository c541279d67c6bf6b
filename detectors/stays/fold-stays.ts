import type { Detection } from '../detection.ts'
import { isTooFar, type Envelope } from '../envelope/silence.ts'
import { stayKinds, type BoundRule, type Drop, type DropReason, type FindingEvent } from '../finding.ts'
import type { Around, Denial } from '../rules/rule.ts'
import type { Track } from '../tracking/track.ts'
import { missed, watchOn, type Candidate } from './candidates.ts'
import { beginStay, denyStay, missStay, noteAway, seeStay, type Sighting } from './grow-stay.ts'
import { isInForce, resolveRule, type ResolvedRule, type StayKinds } from './resolved-rule.ts'
import { closeStay, isLongDead, isRemembered, leftReason, promoteStay } from './stages.ts'
import { isConfirmed, isOwn, type Stay, type StayBound } from './stay.ts'

/** One frame, tracked: what the stays are judged by. */
export interface TrackedFrame extends Around {
  readonly sourceId: string
  /** The look before this one. */
  readonly lastAt: number
  readonly rules: readonly BoundRule[]
  readonly kinds: StayKinds
  /** Everything the model saw, of whatever class: it may hide a place. */
  readonly detections: readonly Detection[]
  readonly maxStillGapMs: number
  /** How well the rules see. Absent: nothing against it. */
  readonly envelope?: Envelope
}

/** Whether each rule's condition holds for each track seen in this frame; null: it does. */
export interface Verdict {
  readonly ruleId: string
  readonly track: Track
  readonly reason: DropReason | null
}

/**
 * Which track shows which stay in this frame; a track shows at most one stay of a rule. Who may be the one of several stays
 * is the one of that which was seen last.
 */
function holders(stays: readonly Stay[], frame: TrackedFrame): ReadonlyMap<Stay, Track> {
  const { tracks, at, lastAt, kinds } = frame
  const latest = stays.toSorted((a, b) => b.seenAt - a.seenAt)
  const held = new Map<Stay, Track>()
  const isFree = (stay: Stay, track: Track): boolean =>
    ![...held].some(([other, by]) => by.id === track.id && other.rule.id === stay.rule.id)
  for (const fits of ['isHere', 'isHeir'] as const) {
    for (const stay of latest.filter((s) => !held.has(s))) {
      const { manner, kind } = resolveRule(kinds, stay.rule)
      const own = tracks.find((t) => isOwn(stay, t))
      const track = tracks.find((t) => {
        const check = { at, lastAt, own, holds: () => kind.judge(t, stay.rule, frame) === null }
        return manner[fits](stay, t, check) && isFree(stay, t)
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

/** A frame, and the stays that are remembered in it. */
interface Among extends TrackedFrame {
  readonly others: readonly Stay[]
}

const isOf = ({ id }: BoundRule, { rule }: Stay): boolean => rule.id === id

/** What this frame says of a track that is there, by a stay's rule. */
function sightingOf(
  track: Track,
  stay: Stay,
  frame: Among & { readonly rule: ResolvedRule; readonly denial: Denial; readonly reason: DropReason | null },
): Sighting {
  const { at, denial, rule, reason } = frame
  const { bound, kind } = rule
  const { place } = stay
  const inForce = isInForce(rule, at)
  const holds = inForce && reason === null
  const heldFrom = inForce ? (kind.since?.(track, bound, frame) ?? at) : null
  const flags = kind.marks?.(place, bound, frame) ?? []
  const isAnother = rule.manner.isInDoubt(stay, track, frame)
  const mayBeFound = frame.others.some(
    (other) => other !== stay && isOf(bound, other) && rule.manner.mayBe(other, track),
  )
  return { rule, holds, heldFrom, isDoubtful: denial === 'perhaps', flags, isAnother, mayBeFound }
}

function unseen(stay: Stay, rule: ResolvedRule, { at, tracks, detections }: TrackedFrame): Outcome {
  const { manner, timing } = rule
  const own = tracks.find((track) => isOwn(stay, track))
  const when = { at, maxGapMs: timing.maxGapMs }
  if (own && manner.hasLeft(stay, own, when)) return ended(stay, at, leftReason(stay, rule))
  // Who was seen to leave, and is not back within what a claim may bridge, has left.
  const isGone = stay.away?.isSure === true && at - stay.seenAt > timing.maxGapMs
  if (isGone) return ended(stay, at, leftReason(stay, rule))
  if (!stay.finding && manner.isForgotten(stay, own, when)) return { stay: null, events: [] }
  const missing = missStay(stay, { at, rule, detections })
  const isAway = own !== undefined && manner.isAway(stay, own, at)
  return { stay: isAway ? noteAway(missing, at) : missing, events: [] }
}

/** The grace needs hours that forbid staying all along; what was confirmed within them stays confirmed. */
const outlivesHours = (stay: Stay, rule: ResolvedRule, at: number): boolean =>
  isConfirmed(stay) || isInForce(rule, at)

function continued(before: Stay, frame: Among, holder: Track | undefined): Outcome {
  const { at, sourceId } = frame
  const rule = resolveRule(frame.kinds, before.rule)
  if (!isBound(before, frame.rules)) return ended(before, at, 'rule_changed')
  if (frame.envelope?.silent[before.rule.id]) return ended(before, at, 'view_unfit')
  if (!outlivesHours(before, rule, at)) return ended(before, at, 'hours_ended')
  const denial = rule.kind.denial?.(before.place, rule.bound, frame) ?? 'no'
  const stay = denial === 'surely' ? denyStay(before) : before
  if (!holder) return unseen(stay, rule, frame)
  const reason = rule.kind.judge(holder, rule.bound, frame)
  if (reason === 'lifeless' && isLongDead(stay, rule, { ...frame, track: holder }))
    return ended(stay, at, 'lifeless')
  const sighting = sightingOf(holder, stay, { ...frame, rule, denial, reason })
  // A look that cut the claim is no part of the next one, whatever is known later.
  const noted = denial === 'surely' ? { ...sighting, heldFrom: null } : sighting
  const { stay: after, event } = promoteStay(seeStay(stay, holder, noted), rule, sourceId)
  return { stay: after, events: event ? [event] : [] }
}

export const isStayBound = (rule: BoundRule): rule is StayBound =>
  stayKinds.some((kind) => kind === rule.kind)

interface Judged {
  readonly verdict: Verdict
  readonly begun: Stay | null
  readonly candidate: Candidate | null
  readonly drop: DropReason | null
}

interface Judging {
  readonly rule: ResolvedRule
  readonly frame: TrackedFrame
  readonly candidates: readonly Candidate[]
}

/** What a rule says of one track: already a stay, part of one, the beginning of one, or why not. */
function judgeTrack(track: Track, ofRule: readonly Stay[], { rule, frame, candidates }: Judging): Judged {
  const { at, kinds } = frame
  const { bound, kind, manner } = rule
  const stay = ofRule.find((s) => isOwn(s, track))
  const inForce = stay ? resolveRule(kinds, stay.rule) : rule
  const reason = kind.judge(track, inForce.bound, frame)
  const verdict = { ruleId: bound.id, track, reason }
  const dropped = (drop: DropReason | null, candidate: Candidate | null = null): Judged => {
    return { verdict, begun: null, candidate, drop }
  }
  if (stay && isConfirmed(stay)) return dropped(null)
  if (stay && !reason && isInForce(inForce, at)) return dropped(stay.finding ? 'in_grace' : 'not_still_yet')
  if (stay || !isInForce(rule, at)) return dropped(reason ?? 'outside_hours')
  const heldFrom = kind.since?.(track, bound, frame) ?? at
  const denied = kind.denial?.(track.box, bound, frame) ?? 'no'
  const candidate = denied === 'surely' ? null : watchOn(candidates, rule, { track, reason, heldFrom })
  if (reason || !candidate) return dropped(reason, candidate)
  if (isTooFar(track.place, frame.envelope?.least[bound.id])) return dropped('too_few_pixels')
  if (!manner.canBegin(track, at)) return dropped('moving', candidate)
  if (ofRule.some((s) => manner.isPart(s, track))) return dropped('joined')
  const drop = track.still.fromAt === at ? 'moving' : 'not_still_yet'
  const begun = beginStay(rule, track, { looks: candidate.looks, isDoubtful: denied === 'perhaps' })
  return { verdict, begun, candidate: null, drop }
}

/** A stay that begins with one track counts for those after it. */
function judgeAll(
  frame: TrackedFrame,
  rules: readonly ResolvedRule[],
  { stays, candidates }: Remembered,
): readonly Judged[] {
  const judging = rules.map((rule) => ({
    rule,
    frame,
    ofRule: stays.filter((stay) => stay.rule.id === rule.bound.id),
    candidates: candidates.filter(({ ruleId }) => ruleId === rule.bound.id),
  }))
  return frame.tracks
    .filter(({ seenAt }) => seenAt === frame.at)
    .flatMap((track) =>
      judging.map((one) => {
        const judged = judgeTrack(track, one.ofRule, one)
        if (judged.begun) one.ofRule.push(judged.begun)
        return judged
      }),
    )
}

/** What the rules remember between two frames. */
export interface Remembered {
  readonly stays: readonly Stay[]
  readonly candidates: readonly Candidate[]
}

/**
 * All stays one frame later. Pure. One stay is one finding: it survives a lost track, a hidden place and a restart, and ends
 * when its thing was seen to move, or its place to be empty and the thing not again for `maxStillGapMs`.
 */
export function foldStays(
  before: Remembered,
  frame: TrackedFrame,
): Remembered & {
  readonly events: readonly FindingEvent[]
  readonly drops: readonly Drop[]
  readonly verdicts: readonly Verdict[]
} {
  const remembered = before.stays.filter((stay) => isRemembered(stay, frame))
  const forgotten = before.stays.filter((stay) => !isRemembered(stay, frame))
  const held = holders(remembered, frame)
  const outcomes = remembered.map((stay) => continued(stay, { ...frame, others: remembered }, held.get(stay)))
  const stays = outcomes.flatMap(({ stay }) => stay ?? [])
  const speaking = frame.rules.filter(isStayBound).filter(({ id }) => !frame.envelope?.silent[id])
  const rules = speaking.map((bound) => resolveRule(frame.kinds, bound))
  const judged = judgeAll(frame, rules, { stays, candidates: before.candidates })
  return {
    stays: [...stays, ...judged.flatMap(({ begun }) => begun ?? [])],
    candidates: [
      ...missed(before.candidates, { ...frame, rules }),
      ...judged.flatMap(({ candidate }) => candidate ?? []),
    ],
    events: [
      ...forgotten.flatMap((stay) => {
        return closeStay(stay, frame.at, leftReason(stay, resolveRule(frame.kinds, stay.rule)))
      }),
      ...outcomes.flatMap(({ events }) => events),
    ],
    drops: judged.flatMap(({ drop, verdict }) =>
      drop ? [{ reason: drop, ruleId: verdict.ruleId, trackId: verdict.track.id }] : [],
    ),
    verdicts: judged.map(({ verdict }) => verdict),
  }
}
