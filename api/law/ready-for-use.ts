import type { ApprovalFile } from './approval-file.ts'
import { authorsOf, reviewsOf, type ApprovalRow } from './approval-history.ts'
import { dayOf } from './calendar.ts'
import type { Failure } from './failure.ts'
import { addWorkingDays } from './working-days.ts'

/** By so much a camera's clock may be off, ms. */
const clockLimitMs = 1_000

/** What its worker said of its clock last; null: no worker reports on it now. */
export type ReportedClock = { readonly source: string | null; readonly offsetMs: number | null } | null

export interface ReadyFacts {
  readonly rows: readonly ApprovalRow[]
  readonly file: ApprovalFile
  readonly clock: ReportedClock
  readonly at: number
}

type Requirement = (facts: ReadyFacts) => Failure['facts'] | null

/** Both reviews, by two people who had written nothing of it. */
const reviewed: Requirement = ({ rows }) => {
  const { technical, legal } = reviewsOf(rows)
  const isDone = (pass: ApprovalRow | null): boolean =>
    pass !== null && !authorsOf(rows.filter(({ revision }) => revision < pass.revision)).includes(pass.actor)
  const missing = [...(isDone(technical) ? [] : ['technical']), ...(isDone(legal) ? [] : ['legal'])]
  if (missing.length > 0) return { missing }
  return technical?.actor === legal?.actor ? { missing: ['legal'] } : null
}

const hasSign: Requirement = ({ file: { sign } }) => (sign ? null : {})

/** The last day of the notice; from the day after it on it is over. */
export const noticeEnds = ({ publication }: ApprovalFile): string | null =>
  publication && addWorkingDays(publication.on, publication.noticeDays)

const published: Requirement = ({ file, at }) => {
  const until = noticeEnds(file)
  return until === null || dayOf(at) <= until ? { until } : null
}

/** It was made by then: one of a later day assessed what people were exposed to already. */
const assessed: Requirement = ({ file: { assessment }, at }) =>
  assessment && assessment.on <= dayOf(at) ? null : { on: assessment?.on ?? null }

const filed: Requirement = ({ file: { isPublicPlace, policeFiling } }) =>
  isPublicPlace && !policeFiling ? {} : null

const calibrated: Requirement = ({ file: { calibration }, at }) =>
  calibration && dayOf(at) <= calibration.until ? null : { until: calibration?.until ?? null }

/** Evidence needs its own clock, compared and right. */
const clockRight: Requirement = ({ clock }) => {
  if (clock === null) return { why: 'no_report' }
  const { source, offsetMs } = clock
  if (source !== 'camera-ntp' || offsetMs === null) return { why: 'unproven' }
  return Math.abs(offsetMs) > clockLimitMs ? { why: 'off', offsetMs } : null
}

const requirements = {
  dev_no_review: reviewed,
  dev_no_sign: hasSign,
  dev_not_published: published,
  dev_no_assessment: assessed,
  dev_no_filing: filed,
  dev_calibration: calibrated,
  dev_clock: clockRight,
} as const
export type ReadyCode = keyof typeof requirements

/** What is missing before its pictures may count, all of it at once (domain list 6.6). */
export const missingForUse = (facts: ReadyFacts): (Failure & { readonly code: ReadyCode })[] =>
  (Object.keys(requirements) as ReadyCode[]).flatMap((code) => {
    const missing = requirements[code](facts)
    return missing === null ? [] : [{ code, facts: missing }]
  })
