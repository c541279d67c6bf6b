import type { ApprovalState } from './approval.ts'
import type { EvidenceProfile } from './profiles.ts'

/** What pictures are: evidence, or a clue (线索) that only points the way. */
export const standings = ['evidence', 'clue'] as const
export type Standing = (typeof standings)[number]

/** Why the pictures of a dossier can only be a clue (线索), never evidence by themselves. */
export const clueReasons = [
  'source_not_in_use',
  'clock_offset',
  'clock_unproven',
  'below_resolution',
  'gap_in_segment',
  'rule_is_clue_only',
  'boundary_doubtful',
  'identity_doubtful',
  'plate_differs',
  'camera_fault',
  'no_video',
  'judged_by_colour',
  'judged_by_gesture',
  'key_waiting',
  'key_revoked',
  'source_drawn',
  'source_on_trial',
  'calibration_expired',
  'picture_missing',
  'interval_short',
  'target_small',
  'picture_blurred',
  'plate_unread',
  'view_changed',
  'sign_missing',
  'sign_unfit',
  'not_measured',
] as const
export type ClueReason = (typeof clueReasons)[number]

/** What no worker knows of itself: nobody has said yet that its key counts, or somebody that it counts no more. */
export type KeyReason = Extract<ClueReason, `key_${string}`>

/** What no worker knows of its source: the record of its approval is kept by the api. */
export type DeviceReason = Extract<ClueReason, 'source_drawn' | 'source_on_trial' | 'calibration_expired'>

/** What the api works out of the measures of a confirmed finding, by its profile (`profile.ts`): no worker judges it. */
export type MeasuredReason = Extract<
  ClueReason,
  | 'picture_missing'
  | 'interval_short'
  | 'target_small'
  | 'picture_blurred'
  | 'plate_unread'
  | 'view_changed'
  | 'sign_missing'
  | 'sign_unfit'
  | 'not_measured'
>

const ofDevice: readonly ClueReason[] = [
  'source_not_in_use',
  'source_drawn',
  'source_on_trial',
  'calibration_expired',
]
/** Whether it is about how the source stood when the picture was taken, not about the picture. */
export const isOfDevice = (reason: ClueReason): boolean => ofDevice.includes(reason)

export interface StandingFacts {
  /** What the law asks of pictures of its kind. */
  readonly profile: EvidenceProfile
  readonly approval: ApprovalState
  /** The offset is null where it was never compared. */
  readonly clock: { readonly source: 'camera-ntp' | 'server-arrival'; readonly offsetMs: number | null }
  /** Null: nothing is known of it. */
  readonly video: { readonly width: number; readonly height: number } | null
  /** Whether any segment of the dossier is missing, begins late, ends early or has a hole. */
  readonly hasGap: boolean
  readonly isRuleClueOnly: boolean
  /** Nearer to the zone's edge than places are known: to be checked on site (domain list R60). */
  readonly isBoundaryDoubtful: boolean
  /** Who is accused may be another than who was seen, or found, there before. */
  readonly isIdentityDoubtful: boolean
  /** The stages show two plates (domain list R38). */
  readonly doPlatesDiffer: boolean
  /** About the camera itself: a message to who looks after it, against nobody. */
  readonly isOfCamera: boolean
  /** Whether any picture could be kept. */
  readonly hasVideo: boolean
  /** By what it was concluded that is a hint for the merchant and never proof against one; null: a model told it. */
  readonly hint: HintReason | null
}

/** The name under which the colours of a house's clothes stand among the models. Its sha256 is of the declaration. */
export const declaredClothingName = 'declared-clothing'
/** The same of what hands are held to. Its sha256 is of the model that tells where joints are. */
export const bodyGestureName = 'body-gesture'

export type HintReason = Extract<ClueReason, `judged_by_${string}`>
const hints: Readonly<Record<string, HintReason>> = {
  [declaredClothingName]: 'judged_by_colour',
  [bodyGestureName]: 'judged_by_gesture',
}
/** What kind of hint a finding is that rests on this; null: none. */
export const hintOf = (network: { readonly name: string } | null): HintReason | null =>
  hints[network?.name ?? ''] ?? null

interface Size {
  readonly width: number
  readonly height: number
}
const isSmall = ({ width, height }: Size, least: Size): boolean =>
  width < least.width || height < least.height

/** Whether pictures can stand as evidence or only point the way (线索), with every reason; it never says less than it knows. */
export function judgeStanding(facts: StandingFacts): { standing: Standing; clueReasons: ClueReason[] } {
  const { source, offsetMs } = facts.clock
  const { clockMs, leastPicture } = facts.profile
  const holds: Record<Exclude<ClueReason, KeyReason | DeviceReason | MeasuredReason>, boolean> = {
    source_not_in_use: facts.approval !== 'in_use',
    clock_offset: offsetMs !== null && Math.abs(offsetMs) > clockMs,
    clock_unproven: source !== 'camera-ntp' || offsetMs === null,
    below_resolution: facts.video !== null && isSmall(facts.video, leastPicture),
    gap_in_segment: facts.hasGap,
    rule_is_clue_only: facts.isRuleClueOnly,
    boundary_doubtful: facts.isBoundaryDoubtful,
    identity_doubtful: facts.isIdentityDoubtful,
    plate_differs: facts.doPlatesDiffer,
    camera_fault: facts.isOfCamera,
    no_video: !facts.hasVideo,
    judged_by_colour: facts.hint === 'judged_by_colour',
    judged_by_gesture: facts.hint === 'judged_by_gesture',
  }
  const reasons = (Object.keys(holds) as (keyof typeof holds)[]).filter((reason) => holds[reason])
  return { standing: reasons.length === 0 ? 'evidence' : 'clue', clueReasons: reasons }
}
