import type { CloseReason, FindingEvent, FindingStage, Dwell } from '../finding.ts'
import { lengthMs } from '../tracking/dwell.ts'
import { findingIdOf } from '../rules/finding-id.ts'
import { leastProofOf } from '../rules/rule.ts'
import type { Track } from '../tracking/track.ts'
import { isEmpty } from './grow-stay.ts'
import { hasStood } from './looks.ts'
import type { ResolvedRule } from './resolved-rule.ts'
import { isConfirmed, type Opened, type Stay } from './stay.ts'

/** A stay with something to claim: no other opens. */
type Claiming = Stay & { readonly dwell: Dwell }
type OpenStay = Claiming & { readonly finding: Opened }

const isClaiming = (stay: Stay): stay is Claiming => stay.dwell !== null
const isOpen = (stay: Stay): stay is OpenStay => isClaiming(stay) && stay.finding !== null

function eventOf(stay: OpenStay, stage: FindingStage, at: number): FindingEvent {
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
    trackIds: stay.shownBy,
    box: stay.box,
    place: stay.place,
    dwell: stay.dwell,
    ...(stay.flags.length > 0 ? { flags: stay.flags } : {}),
  }
}

interface Promoted {
  readonly stay: Stay
  readonly event: FindingEvent | null
}

const isDense = ({ dwell, looked }: Claiming, { timing }: ResolvedRule): boolean =>
  dwell.seenFrames >= looked * leastProofOf(timing).share

/** The claim proves by itself, without a break, all the time that the rule asks for, with looks enough. */
function isProven({ dwell }: Claiming, { timing }: ResolvedRule): boolean {
  const isLong = lengthMs(dwell) >= timing.stillMs + timing.graceMs
  return isLong && dwell.seenFrames >= leastProofOf(timing).looks
}

/**
 * After a proof: opens once it stood for long enough, is confirmed when its claim covers that and the grace after it. A claim
 * that was cut since begins anew with both: who was away, or may be another, is not accused of the time before.
 */
export function promoteStay(stay: Stay, rule: ResolvedRule, sourceId: string): Promoted {
  if (!isClaiming(stay) || stay.dwell.toAt !== stay.seenAt || !isDense(stay, rule))
    return { stay, event: null }
  const { stillMs, graceMs, standMs } = rule.timing
  if (standMs !== undefined && !hasStood(stay.looks, standMs)) return { stay, event: null }
  const at = stay.dwell.toAt
  if (!stay.finding) {
    if (lengthMs(stay.dwell) < stillMs) return { stay, event: null }
    const id = findingIdOf({ sourceId, ruleId: stay.rule.id, openedAt: at, place: stay.place })
    const opened = { ...stay, finding: { id, at, confirmedAt: null } }
    return { stay: opened, event: eventOf(opened, 'opened', at) }
  }
  const { finding } = stay
  const isDue = at - finding.at >= graceMs && isProven(stay, rule)
  if (finding.confirmedAt !== null || !isDue) return { stay, event: null }
  const confirmed = { ...stay, finding: { ...finding, confirmedAt: at } }
  return { stay: confirmed, event: eventOf(confirmed, 'confirmed', at) }
}

/**
 * Only proof of leaving ends a finding (行政处罚法 art. 29: one act, one penalty): out of sight for however long, it is open until
 * its place is seen empty or its thing is seen again. What has not opened is forgotten.
 */
export const isRemembered = (
  stay: Stay,
  { at, maxStillGapMs }: { readonly at: number; readonly maxStillGapMs: number },
): boolean => at - stay.seenAt <= maxStillGapMs || (stay.finding !== null && !isEmpty(stay.clear))

/** What leaves is not where it was; what ceases is no more. */
export function leftReason(stay: Stay, { kind }: ResolvedRule): CloseReason {
  if (kind.ceases) return isConfirmed(stay) ? 'ceased' : 'ceased_in_grace'
  return isConfirmed(stay) ? 'left' : 'left_in_grace'
}

interface Seen {
  readonly track: Track
  readonly at: number
  readonly maxStillGapMs: number
}

/**
 * What a rule calls lifeless now has not lived for longer than a claim may bridge, and of a confirmed one for longer than
 * things are remembered: somebody may sit very still for a while. A stand that just began says nothing yet.
 */
export function isLongDead(
  stay: Stay,
  { timing }: ResolvedRule,
  { track, at, maxStillGapMs }: Seen,
): boolean {
  const livedAt = (stay.pending ?? stay.dwell)?.toAt ?? 0
  const sinceMs = at - Math.max(livedAt, track.still.fromAt)
  return sinceMs > (isConfirmed(stay) ? maxStillGapMs : timing.maxGapMs)
}

/** The end of a stay; nothing to say of one that never opened. */
export const closeStay = (stay: Stay, at: number, reason: CloseReason): readonly FindingEvent[] =>
  isOpen(stay) ? [{ ...eventOf(stay, 'closed', at), reason }] : []
