import type { ObjectClass } from '../detection.ts'
import type { Dwell, FindingFlag, FindingStage, Zone } from '../finding.ts'
import type { Box, Point } from '../geometry/point.ts'
import type { Presence, Timing } from '../rules/rule.ts'
import type { Appearance } from '../tracking/appearance.ts'

/** One frame of a trace: all that a model saw, and which of it the finding takes for its own; both as the picture shows it. */
export interface ProofFrame {
  readonly at: number
  readonly shift?: Point
  readonly detections: readonly {
    readonly class: ObjectClass
    readonly score: number
    readonly box: Box
    readonly appearance?: Appearance
  }[]
  readonly own: Box | null
}

/** What a finding says of one stay. */
export interface StayClaim {
  readonly stage: FindingStage
  readonly class: ObjectClass
  /** Where it was when this was concluded. */
  readonly box: Box
  /** Where it settled; absent in what older software sealed. */
  readonly place?: Box | undefined
  readonly dwell: Dwell
  readonly flags?: readonly FindingFlag[] | undefined
}

/** What its rule asks for. */
export interface Asked {
  readonly presence: Presence
  readonly timing: Timing
  readonly hours: 'inside' | 'outside' | 'always'
  readonly zone: Zone
}

/**
 * Why a claim does not hold. `not_seen`: what is called its own look is among no model's detections. `off_place`: looks that
 * stand elsewhere. `too_fast`: it would have had to move as nothing of its kind does. `swapped`: another detection goes on
 * where it was. `looks_differ`: a model says that it is another. `unknown_after_gap`: out of sight, and nothing says that it is
 * the same. `gap`: out of sight for longer than the rule allows. `too_few_looks`, `too_sparse`, `too_short`: of what
 * was seen. `outside_zone`, `outside_hours`. `claims_more`: the numbers of the claim say more than its looks.
 */
export const proofCodes = [
  'not_seen',
  'off_place',
  'too_fast',
  'swapped',
  'looks_differ',
  'unknown_after_gap',
  'gap',
  'too_few_looks',
  'too_sparse',
  'too_short',
  'outside_zone',
  'outside_hours',
  'claims_more',
] as const
export type ProofCode = (typeof proofCodes)[number]

/** `at`: the times of the looks that fail, epoch ms, in order; of what concerns the whole claim its end. Never empty. */
export interface ProofFailure {
  readonly code: ProofCode
  readonly at: readonly number[]
}

/** One look that the claim rests on, in the view at rest. */
export interface CountedLook {
  readonly at: number
  readonly box: Box
  readonly appearance: Appearance | null
  /** What else was seen of the classes that the claim's looks were taken for. */
  readonly others: readonly Box[]
}
