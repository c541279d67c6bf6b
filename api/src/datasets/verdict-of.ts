import type { AlertStatus } from '../../contract/alerts.ts'
import type { datasetVerdicts } from '../../contract/coco.ts'
import type { Hardness } from '../../contract/datasets.ts'
import type { DismissReason } from '../generated/enums.ts'

export type DatasetVerdict = (typeof datasetVerdicts)[number]

/** What people did with an alert, as far as a verdict follows from it. */
export interface Judged {
  readonly status: AlertStatus
  readonly dismissReason: DismissReason | null
  readonly reviews: readonly {
    readonly verdict: 'confirm' | 'reject'
    readonly reason: DismissReason | null
    readonly plate: string | null
  }[]
}

export interface Conclusion {
  readonly verdict: DatasetVerdict
  readonly disputed: boolean
  readonly reason: DismissReason | null
}

/** Reasons that say that there was nothing of the kind. Any other of no doubt was seen rightly, and let be for another cause. */
const wrong: readonly DismissReason[] = ['not_a_violation', 'outside_zone']
const unsure: readonly DismissReason[] = [
  'picture_unclear',
  'plate_unreadable',
  'below_standard',
  'device_or_clock_fault',
  'other',
]

const verdictFor = (reason: DismissReason | null): DatasetVerdict => {
  if (reason === null || unsure.includes(reason)) return 'uncertain'
  return wrong.includes(reason) ? 'wrong' : 'right'
}

/** What people concluded; null: they have not, or it teaches nothing (a test picture, a double). */
export function conclusionOf({ status, dismissReason, reviews }: Judged): Conclusion | null {
  const verdicts = new Set(reviews.map(({ verdict }) => verdict))
  const plates = new Set(reviews.flatMap(({ plate }) => plate ?? []))
  const disputed = verdicts.size > 1 || plates.size > 1
  if (status === 'filed') return { verdict: 'right', disputed, reason: null }
  const reason =
    status === 'dismissed'
      ? dismissReason
      : (reviews.find(({ verdict }) => verdict === 'reject')?.reason ?? null)
  if (reason === 'test_picture' || reason === 'duplicate') return null
  if (status === 'dismissed') return { verdict: verdictFor(reason), disputed, reason }
  // An operator passed it on, and an officer did not agree.
  return status === 'rejected' ? { verdict: verdictFor(reason), disputed: true, reason } : null
}

export function hardnessOf({ verdict, disputed }: Conclusion): Hardness {
  if (verdict === 'uncertain') return 'uncertain'
  return disputed ? 'disputed' : verdict
}
