import type { Detection } from './detection.ts'
import type { Box, Point } from './geometry/point.ts'

/** Kinds of violation. A kind is one file in `rules/` and one row in `rules/table.ts`. */
export const violationKinds = ['illegal_parking'] as const
export type ViolationKind = (typeof violationKinds)[number]

/** `opened`: the condition began (a reminder is due). `confirmed`: it outlasted its grace. `closed`: it ended. */
export const findingStages = ['opened', 'confirmed', 'closed'] as const
export type FindingStage = (typeof findingStages)[number]

/**
 * Why a finding ended. `left_in_grace` never becomes an alert (自行驶离); nor does `hours_ended`: the hours in which
 * standing is forbidden ended before the grace did.
 */
export type CloseReason =
  'left_in_grace' | 'left' | 'hours_ended' | 'view_moved' | 'rule_changed' | 'lost_sight'

/**
 * When a rule applies. Times are minutes of the day in Asia/Shanghai; `days` 1 (Monday) .. 7; a span whose end
 * is not after its start runs over midnight. An empty list means: always.
 */
export interface HoursSpan {
  readonly days: readonly number[]
  readonly fromMinute: number
  readonly toMinute: number
}

/** A zone as rules see it. `polygon` is simple (not self-crossing); `bays` are painted bays where standing is allowed. */
export interface Zone {
  readonly id: string
  readonly version: number
  readonly polygon: readonly Point[]
  readonly bays: readonly (readonly Point[])[]
  readonly hours: readonly HoursSpan[]
}

/** A rule bound to a zone. `params` was checked against the kind's description (`rules/table.ts`). */
export interface BoundRule {
  readonly id: string
  readonly version: number
  readonly kind: ViolationKind
  readonly params: Readonly<Record<string, number | boolean>>
  readonly zone: Zone
}

/** Wall-clock proof of a stay: how long, how often seen, and the longest time unseen in between (all ms). */
export interface Dwell {
  readonly fromAt: number
  readonly toAt: number
  readonly seenFrames: number
  readonly longestGapMs: number
}

/** A rule's conclusion about one stay changed stage. Deterministic: the same frames give the same ids and events. */
export interface FindingEvent {
  readonly findingId: string
  readonly ruleId: string
  readonly ruleVersion: number
  readonly zoneId: string
  readonly zoneVersion: number
  readonly kind: ViolationKind
  readonly stage: FindingStage
  /** Capture time of the frame that made this change, epoch ms. */
  readonly at: number
  /** Capture time at which the finding opened. */
  readonly openedAt: number
  readonly trackId: number
  readonly class: Detection['class']
  /** Where the object stood at `at`. */
  readonly box: Box
  readonly dwell: Dwell
  readonly reason?: CloseReason
}

/** Why a detection or a track did not become (or stay) a finding. Counted per source and shown there. */
export const dropReasons = [
  'wrong_class',
  'low_score',
  'too_small',
  'outside_zone',
  'in_bay',
  'outside_hours',
  'moving',
  'not_still_yet',
  'in_grace',
  'partly_hidden',
  'late_frame',
] as const
export type DropReason = (typeof dropReasons)[number]
export interface Drop {
  readonly reason: DropReason
  readonly ruleId?: string
  readonly trackId?: number
}
