import type { Detection } from './detection.ts'
import type { Box, Point } from './geometry/point.ts'

/** Kinds of violation that consist in something being seen to stay: a file in `rules/`, a row in `rules/table.ts`. */
export const stayKinds = [
  'illegal_parking',
  'street_vending',
  'shop_front',
  'angling',
  'open_burning',
  'kitchen_no_hat',
  'kitchen_no_mask',
  'kitchen_no_uniform',
  'kitchen_smoking',
  'kitchen_phone',
  'kitchen_rodent',
  'kitchen_animal',
  'kitchen_bin_open',
  'kitchen_no_gloves',
  'kitchen_food_on_floor',
  'kitchen_fire_unattended',
  'kitchen_stranger',
  'kitchen_after_hours',
] as const
export type StayKind = (typeof stayKinds)[number]

/** All kinds; the last is concluded from the camera's own health (`rules/health.ts`). */
export const violationKinds = [...stayKinds, 'camera_health'] as const
export type ViolationKind = (typeof violationKinds)[number]

/** `opened`: the condition began (a reminder is due). `confirmed`: it outlasted its grace. `closed`: it ended. */
export const findingStages = ['opened', 'confirmed', 'closed'] as const
export type FindingStage = (typeof findingStages)[number]

/**
 * Why a finding ended. `left`: the thing went away, as a car does; `ceased`: it stopped where it was, as a fire does that
 * goes out or a cook who puts on a hat. With `_in_grace` this was before the confirmation, and no alert comes of it
 * (自行驶离, 自行改正). `hours_ended`: the zone's hours ended first: a car that stopped at 19:58 where parking is forbidden
 * until 20:00 makes no alert. `view_unfit`: it was learnt that the rule cannot see well enough there (`envelope/`). `lifeless`: what
 * stands there has shown no sign of life for longer than a claim may bridge: a post, or nobody any more. `watch_ended`: its
 * source was switched off, removed, or given to another worker. `lost_sight` was said by earlier versions of what was hidden
 * for two minutes. These two are no proof that anything left.
 */
export const closeReasons = [
  'left_in_grace',
  'left',
  'ceased_in_grace',
  'ceased',
  'hours_ended',
  'view_moved',
  'view_unfit',
  'rule_changed',
  'lost_sight',
  'lifeless',
  'watch_ended',
] as const
export type CloseReason = (typeof closeReasons)[number]

/**
 * What a reviewer must know of a finding besides its stage. `boundary_doubtful` (边界存疑): its place is nearer to the
 * zone's edge than places are known. `rod_seen`: a fishing rod was seen with the person. `identity_doubtful` (身份存疑): who
 * is claimed to stay may be another than who was there before: the claim is of the last one alone, and it was not he who
 * was reminded, or he may have been found already.
 */
export const findingFlags = ['boundary_doubtful', 'rod_seen', 'identity_doubtful'] as const
export type FindingFlag = (typeof findingFlags)[number]

/** What can be wrong with a camera that still sends. `moved` suspends the zones. */
export const pictureFaults = ['covered', 'black', 'frozen', 'moved'] as const
export type PictureFault = (typeof pictureFaults)[number]

/** What can be wrong with a camera. `offline`: it sends nothing. */
export const healthFaults = [...pictureFaults, 'offline'] as const
export type HealthFault = (typeof healthFaults)[number]

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

/** A rule's conclusion changed stage. Deterministic: the same looks give the same ids and events. */
interface Conclusion {
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
  readonly dwell: Dwell
  readonly reason?: CloseReason
}

/** About one stay of something that was seen. */
export interface FindingEvent extends Conclusion {
  readonly trackId: number
  readonly class: Detection['class']
  /** All that showed the stay so far, the last ones at least. */
  readonly trackIds: readonly number[]
  /** Where the object stood at `at`. */
  readonly box: Box
  /** Where it settled: every look of the dwell stands there. */
  readonly place: Box
  /** Absent where there is nothing to say. */
  readonly flags?: readonly FindingFlag[]
}

/** About the camera itself: nothing was seen, and that is the finding. */
export interface HealthEvent extends Conclusion {
  readonly fault: HealthFault
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
  'too_large',
  'no_goods',
  'no_rod',
  'no_person',
  'steady',
  'attended',
  'joined',
  'unproven',
  'too_few_pixels',
  'lifeless',
  'part_of_vehicle',
  'out_of_scale',
] as const
export type DropReason = (typeof dropReasons)[number]
export interface Drop {
  readonly reason: DropReason
  readonly ruleId?: string
  readonly trackId?: number
}
