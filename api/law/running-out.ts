import type { ApprovalFile } from './approval-file.ts'
import { accusingKinds, lawOf } from './kinds.ts'

/** What of a source's file counts for so long: the photograph of its sign (P4), and the certificate of its calibration. */
export const runningOutParts = ['sign', 'calibration'] as const

/** What is over, or will be within 30 days. */
export interface RunningOut {
  readonly what: (typeof runningOutParts)[number]
  /** The last day on which it counts, itself included, `2026-11-22` in Asia/Shanghai. */
  readonly lastDay: string
  readonly isOver: boolean
}

/** Said so many days ahead, as of certificates of people (`certificate.ts`). */
const warnDays = 30
const dayMs = 86_400_000
const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** A photograph of a sign counts for the shortest time that the profile of any kind asks. */
const signDays = Math.min(
  ...accusingKinds.flatMap((kind) => {
    const { sign } = lawOf(kind).profile
    return sign ? [sign.days] : []
  }),
)

/** What of a file is over on a day or will be soon, the first to end first: of what is not there at all others speak. */
export function runningOut(
  {
    sign,
    calibration,
  }: Pick<ApprovalFile, 'calibration'> & { readonly sign: { readonly takenOn: string } | null },
  today: string,
): readonly RunningOut[] {
  const ends = [
    ...(sign ? [{ what: 'sign' as const, lastDay: daysAfter(sign.takenOn, signDays) }] : []),
    ...(calibration ? [{ what: 'calibration' as const, lastDay: calibration.until }] : []),
  ]
  return ends
    .filter(({ lastDay }) => lastDay <= daysAfter(today, warnDays))
    .map((one) => ({ ...one, isOver: one.lastDay < today }))
    .toSorted((a, b) => a.lastDay.localeCompare(b.lastDay))
}
