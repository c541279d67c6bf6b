import type { ProfileCode } from '@sightline/api/law/profile'
import type { MeasuredReason } from '@sightline/api/law/standing'

type Text = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** Words of what a profile asks of pictures: a new point does not compile until both languages have it. */
export type ProfileWords = Text & {
  readonly point: Record<ProfileCode, string>
  /** What was measured and what was asked, where it failed for want of a measure `unmeasured` is said. */
  readonly value: Record<ProfileCode, string>
  readonly mend: Record<ProfileCode, string>
}
export type ProfileReasonWords = Record<MeasuredReason, string>
