import type { ViolationKind } from '@sightline/detectors/finding'
import type { Failure, GuardCode } from './failure.ts'
import { lawOf } from './kinds.ts'
import type { RectifyGap } from './rectify.ts'
import type { ClueReason } from './standing.ts'
import type { StandingStep } from './steps.ts'

interface OfFinding {
  readonly openedAt: number
  /** What a case lacks of an order that went unheeded; null: nothing, or none is needed. */
  readonly rectifyMissing: RectifyGap | null
}

/**
 * Whether an officer met the matter itself: by a record of this act that the law of its kind names, or by an order before
 * it that a re-check found unheeded (R48).
 */
export function isOnSite(
  kind: ViolationKind,
  steps: readonly StandingStep[],
  { openedAt, rectifyMissing }: OfFinding,
): boolean {
  const { onSite, confirmsAfterRecheck } = lawOf(kind)
  if (confirmsAfterRecheck && rectifyMissing === null) return true
  return steps.some((step) => onSite.includes(step.kind) && step.at >= openedAt)
}

/** What each reason against the pictures is refused with. Null: a guard of its own refuses it, whatever is found on site. */
const codeOf: Readonly<Record<ClueReason, GuardCode | null>> = {
  source_not_in_use: 'ev_device_state',
  clock_offset: 'ev_profile',
  clock_unproven: 'ev_profile',
  below_resolution: 'ev_profile',
  gap_in_segment: 'ev_profile',
  identity_doubtful: 'ev_profile',
  plate_differs: 'ev_profile',
  no_video: 'ev_profile',
  boundary_doubtful: 'ev_zone',
  rule_is_clue_only: 'case_onsite',
  camera_fault: null,
  judged_by_colour: null,
  judged_by_gesture: null,
  source_drawn: 'ev_device_state',
  source_on_trial: 'ev_device_state',
  calibration_expired: 'ev_device_state',
  key_waiting: null,
  key_revoked: null,
}
const order = ['ev_device_state', 'ev_profile', 'ev_zone', 'case_onsite'] as const

/** Of which evidence a case is to be made. */
export interface Grounds {
  readonly kind: ViolationKind
  readonly clueReasons: readonly ClueReason[]
  readonly hasOnSite: boolean
}

/**
 * What a case lacks besides pictures; none where an officer met the matter itself. Pictures of a kind that is a clue only
 * never stand alone; of another kind they do, unless something speaks against them (R13, R38, R60).
 */
export function groundFailures({ kind, clueReasons, hasOnSite }: Grounds): Failure[] {
  const { accuses, evidence, onSite } = lawOf(kind)
  if (hasOnSite || accuses === 'nobody') return []
  if (evidence === 'CLUE_ONLY') return [{ code: 'case_onsite', facts: { reasons: [], onSite } }]
  return order.flatMap((code) => {
    const reasons = clueReasons.filter((reason) => codeOf[reason] === code)
    return reasons.length > 0 ? [{ code, facts: { reasons, onSite } }] : []
  })
}
