import type { datasetVerdicts } from '../../contract/coco.ts'
import type { Hardness } from '../../contract/datasets.ts'
import { isDisputed, verdictOf, type Handled } from '../../contract/verdict.ts'
import type { EndReason } from '../../law/statuses.ts'

export type DatasetVerdict = (typeof datasetVerdicts)[number]

/** What people did with an alert, as far as a verdict follows from it. */
export interface Judged extends Handled {
  readonly reviews: readonly { readonly verdict: 'confirm' | 'reject'; readonly plate: string | null }[]
}

/** What people concluded of a finding. `reason`: why it was dismissed or rejected; null: it was confirmed. */
export interface Conclusion {
  readonly verdict: DatasetVerdict
  readonly disputed: boolean
  readonly reason: EndReason | null
}

/** What was drawn up to try the product, and what another alert tells: nothing is to be learnt from it. */
const teachesNothing: readonly (EndReason | null)[] = ['test_picture', 'duplicate']

/** Two officers differ in their verdict or in the plate they typed; or an operator passed on what an officer rejected. */
const isContested = ({ status, reviews }: Judged): boolean =>
  status === 'rejected' ||
  isDisputed(reviews) ||
  new Set(reviews.flatMap(({ plate }) => plate ?? [])).size > 1

/** What people concluded; null: they have not, or it teaches nothing. */
export function conclusionOf(judged: Judged): Conclusion | null {
  const { truth, reason } = verdictOf(judged)
  const isAwaited = truth === 'open' || judged.status === 'agreed_once'
  if (isAwaited || teachesNothing.includes(reason)) return null
  return { verdict: truth === 'unsaid' ? 'uncertain' : truth, disputed: isContested(judged), reason }
}

export function hardnessOf({ verdict, disputed }: Conclusion): Hardness {
  if (verdict === 'uncertain') return 'uncertain'
  return disputed ? 'disputed' : verdict
}
