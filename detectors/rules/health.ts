import {
  healthFaults,
  type BoundRule,
  type CloseReason,
  type Dwell,
  type FindingStage,
  type HealthEvent,
  type HealthFault,
} from '../finding.ts'
import { isActive } from '../hours.ts'
import { healthShape } from '../scene-shape.ts'
import { mismatches } from '../shape.ts'
import { beginDwell, extendDwell, lengthMs } from '../tracking/dwell.ts'
import { isMeant } from './camera-health.ts'
import { findingIdOf } from './finding-id.ts'
import { rules } from './table.ts'

/**
 * What is known of a camera at one moment; also when no picture comes. `at` is the worker's time then, epoch ms. Not
 * `isSure`: no picture could be judged, so that a fault of the picture which is not said may be there all the same.
 */
export interface HealthLook {
  readonly at: number
  readonly faults: readonly HealthFault[]
  readonly isSure: boolean
}

/** One fault under one rule, from its first look to its end. Plain data. */
export interface Ailment {
  readonly rule: BoundRule
  readonly fault: HealthFault
  readonly dwell: Dwell
  readonly finding: { readonly id: string; readonly at: number; readonly confirmedAt: number | null } | null
}

/** What a source's health remembers between two looks. Plain data: survives JSON. */
export interface HealthRecord {
  readonly at: number
  readonly ailments: readonly Ailment[]
}

export const emptyHealth: HealthRecord = { at: -1, ailments: [] }

/** The saved record, checked in every field; null: it is no such thing, so begin with `emptyHealth` and say so. */
export const parseHealth = (json: unknown): HealthRecord | null =>
  mismatches(json, healthShape).length === 0 ? (json as HealthRecord) : null

/** The source whose camera it is, with the rules bound to it. */
export interface Ward {
  readonly sourceId: string
  readonly rules: readonly BoundRule[]
}

/** What is watched as a whole has no place of its own. */
const picture = { left: 0, top: 0, right: 1, bottom: 1 }

const timingOf = ({ kind, params }: BoundRule) => rules[kind].timing(params)
const isConfirmed = ({ finding }: Ailment): boolean => finding !== null && finding.confirmedAt !== null

interface Change {
  readonly stage: FindingStage
  readonly at: number
  readonly reason?: CloseReason
}

function eventOf({ rule, fault, dwell, finding }: Ailment, change: Change): readonly HealthEvent[] {
  if (!finding) return []
  return [
    {
      findingId: finding.id,
      ruleId: rule.id,
      ruleVersion: rule.version,
      zoneId: rule.zone.id,
      zoneVersion: rule.zone.version,
      kind: rule.kind,
      openedAt: finding.at,
      fault,
      dwell,
      ...change,
    },
  ]
}

interface Outcome {
  readonly ailment: Ailment | null
  readonly events: readonly HealthEvent[]
}

const ended = (ailment: Ailment, at: number, reason: CloseReason): Outcome => ({
  ailment: null,
  events: eventOf(ailment, { stage: 'closed', at, reason }),
})

/** Opens once the fault lasted, is confirmed when it outlasted the grace after that. */
function promoted(ailment: Ailment, at: number, sourceId: string): Outcome {
  const { rule, fault, dwell, finding } = ailment
  const { stillMs, graceMs } = timingOf(rule)
  if (!finding) {
    if (lengthMs(dwell) < stillMs) return { ailment, events: [] }
    const id = findingIdOf({ sourceId, ruleId: `${rule.id}/${fault}`, openedAt: at, place: picture })
    const opened = { ...ailment, finding: { id, at, confirmedAt: null } }
    return { ailment: opened, events: eventOf(opened, { stage: 'opened', at }) }
  }
  const isDue = at - Math.max(finding.at, dwell.fromAt) >= graceMs
  if (finding.confirmedAt !== null || !isDue) return { ailment, events: [] }
  const confirmed = { ...ailment, finding: { ...finding, confirmedAt: at } }
  return { ailment: confirmed, events: eventOf(confirmed, { stage: 'confirmed', at }) }
}

/** A finding keeps the version it opened under while its rule and zone exist; what has not opened begins anew. */
function isBound({ rule, finding }: Ailment, bound: readonly BoundRule[]): boolean {
  const now = bound.find(({ id, zone }) => id === rule.id && zone.id === rule.zone.id)
  if (!now) return false
  return finding !== null || (now.version === rule.version && now.zone.version === rule.zone.version)
}

/** Whether the look shows that the fault is over. Whether a camera sends is always known. */
const isOver = (fault: HealthFault, { faults, isSure }: HealthLook): boolean =>
  !faults.includes(fault) && (isSure || fault === 'offline')

/** The claim covers no time that nobody looked: before the confirmation it begins anew, after it it grows no more. */
function continued(ailment: Ailment, look: HealthLook, ward: Ward): Outcome {
  const { at, faults } = look
  const { rule, fault, dwell } = ailment
  if (!isBound(ailment, ward.rules)) return ended(ailment, at, 'rule_changed')
  if (!isConfirmed(ailment) && !isActive(rule.zone.hours, at)) return ended(ailment, at, 'hours_ended')
  if (isOver(fault, look)) return ended(ailment, at, isConfirmed(ailment) ? 'ceased' : 'ceased_in_grace')
  if (!faults.includes(fault)) return { ailment, events: [] }
  if (at - dwell.toAt <= timingOf(rule).maxGapMs)
    return promoted({ ...ailment, dwell: extendDwell(dwell, at) }, at, ward.sourceId)
  return { ailment: isConfirmed(ailment) ? ailment : { ...ailment, dwell: beginDwell(at) }, events: [] }
}

/**
 * A camera's health one look later. Pure, and like `scene.ts` in all it promises: the same looks give the same findings
 * with the same ids; a late or repeated look changes nothing.
 */
export function stepHealth(
  before: HealthRecord,
  look: HealthLook,
  { sourceId, rules: bound }: Ward,
): { readonly record: HealthRecord; readonly events: readonly HealthEvent[] } {
  const { at, faults } = look
  if (at <= before.at) return { record: before, events: [] }
  const ward = { sourceId, rules: bound.filter(({ kind }) => rules[kind].of === 'camera') }
  const outcomes = before.ailments.map((ailment) => continued(ailment, look, ward))
  const ailments = outcomes.flatMap(({ ailment }) => ailment ?? [])
  const isKnown = (rule: BoundRule, fault: HealthFault): boolean =>
    ailments.some((one) => one.rule.id === rule.id && one.fault === fault)
  const begun = ward.rules.flatMap((rule) =>
    healthFaults
      .filter((fault) => faults.includes(fault) && isMeant(rule.params, fault) && !isKnown(rule, fault))
      .filter(() => isActive(rule.zone.hours, at))
      .map((fault) => ({ rule, fault, dwell: beginDwell(at), finding: null })),
  )
  return {
    record: { at, ailments: [...ailments, ...begun] },
    events: outcomes.flatMap(({ events }) => events),
  }
}

/** Nobody looks at the camera any more: what is open closes with `watch_ended`, and nothing is remembered. */
export function endHealth(
  before: HealthRecord,
  now: number,
): { readonly record: HealthRecord; readonly events: readonly HealthEvent[] } {
  const at = Math.max(now, before.at)
  const events = before.ailments.flatMap((ailment) => ended(ailment, at, 'watch_ended').events)
  return { record: { at, ailments: [] }, events }
}
