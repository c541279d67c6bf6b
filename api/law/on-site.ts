import type { ViolationKind } from '@sightline/detectors/finding'
import type { Failure, GuardCode } from './failure.ts'
import type { EvidenceMode } from './evidence-mode.ts'
import { lawOf } from './kinds.ts'
import { failingPoints, profileReasons, type KeptPoint } from './profile.ts'
import { saidByMatter } from './stricter-profile.ts'
import type { OnSiteGap, SiteStep } from './on-site-record.ts'
import type { RectifyGap } from './rectify.ts'
import type { ClueReason } from './standing.ts'
import type { StandingStep } from './steps.ts'

interface OfFinding {
  readonly openedAt: number
  /** What a case lacks of an order that went unheeded; null: nothing, or none is needed. */
  readonly rectifyMissing: RectifyGap | null
}

/**
 * What is still missing of the proof that an officer met the matter itself; null: nothing. It is a record of this act that the
 * law of its kind names, with words and a picture (or why there is none, before a second officer), or an order before it that a
 * re-check found unheeded (R48). Of several records that lack something the newest speaks.
 */
export function onSiteGap(
  kind: ViolationKind,
  steps: readonly SiteStep[],
  { openedAt, rectifyMissing }: OfFinding,
): OnSiteGap | null {
  const { onSite, confirmsAfterRecheck } = lawOf(kind)
  if (confirmsAfterRecheck && rectifyMissing === null) return null
  const records = steps.filter((step) => onSite.includes(step.kind) && step.at >= openedAt)
  if (records.some(({ gap }) => gap === null)) return null
  return records.toSorted((a, b) => a.at - b.at).at(-1)?.gap ?? 'record'
}

/**
 * Whether an officer watched it from afar while it went on, and recorded what was seen (远程核查). `until`: when it ended;
 * null: it goes on.
 */
export const isRemotelyChecked = (
  steps: readonly StandingStep[],
  { openedAt, until }: { readonly openedAt: number; readonly until: number | null },
): boolean =>
  steps.some(({ kind, at }) => kind === 'remote_check' && at >= openedAt && (until === null || at <= until))

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
  picture_missing: 'ev_profile',
  interval_short: 'ev_profile',
  target_small: 'ev_profile',
  picture_blurred: 'ev_profile',
  plate_unread: 'ev_profile',
  view_changed: 'ev_profile',
  sign_missing: 'ev_profile',
  sign_unfit: 'ev_profile',
  not_measured: 'ev_profile',
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
  /** By what its pictures were judged when they arrived; none: by nothing of the kind. */
  readonly profile: readonly KeptPoint[]
  /** What the matter that an officer names asks more of them (`judgeByMatter`). */
  readonly byMatter: readonly KeptPoint[]
  /** What the proof lacks that an officer met the matter itself (`onSiteGap`); null: nothing. */
  readonly onSiteMissing: OnSiteGap | null
  /** How far pictures of this kind and source carried when it began. */
  readonly mode: EvidenceMode
  /** An officer watched it from afar while it went on. */
  readonly hasRemote: boolean
}

/**
 * What a case lacks besides pictures; none where an officer met the matter itself. Pictures of what is a clue only never
 * stand alone; others do, unless something speaks against them (R13, R38, R60), and where it was so decided only together with
 * what an officer watched.
 */
export function groundFailures({
  kind,
  clueReasons,
  profile,
  byMatter,
  onSiteMissing: missing,
  mode,
  hasRemote,
}: Grounds): Failure[] {
  const { accuses, onSite } = lawOf(kind)
  if (missing === null || accuses === 'nobody') return []
  if (mode === 'CLUE_ONLY') return [{ code: 'case_onsite', facts: { reasons: [], onSite, missing } }]
  if (mode === 'REMOTE_CONFIRM' && !hasRemote)
    return [{ code: 'case_remote', facts: { reasons: [], onSite: ['remote_check', ...onSite], missing } }]
  return order.flatMap((code) => {
    const said = clueReasons.filter((reason) => codeOf[reason] === code)
    const isProfile = code === 'ev_profile'
    const reasons = isProfile ? [...new Set([...said, ...profileReasons(byMatter)])] : said
    const points = isProfile ? [...failingPoints(profile), ...saidByMatter(failingPoints(byMatter))] : []
    const measured = points.length > 0 ? { points } : {}
    return reasons.length > 0 ? [{ code, facts: { reasons, onSite, missing, ...measured } }] : []
  })
}
