import type { HealthFault } from '@sightline/detectors/finding'
import type { ApprovalFile } from './approval-file.ts'
import { dayOf } from './calendar.ts'

/** Fewer alerts of a day are no anomaly, whatever the days before were. */
export const volumeFloor = 20
/** So many times the median of its own days is one (R36). */
const volumeTimes = 3
/** Its own last eight weeks; of one that is there for less than two of them nothing is known yet. */
export const historyDays = 56
const leastHistoryDays = 14

/** The day is over on which its certificate counted last. One that has none is not expired. */
export const isCertificateExpired = (
  { calibration }: Pick<ApprovalFile, 'calibration'>,
  at: number,
): boolean => calibration !== null && dayOf(at) > calibration.until

/** A confirmed fault by which the camera looks elsewhere than was approved. */
export const isViewMoved = (fault: HealthFault | null): boolean => fault === 'moved'

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** Alerts of today against those of its own days before, a day without any counted as 0. */
export function isVolumeAbnormal(today: number, days: readonly number[]): boolean {
  if (days.length < leastHistoryDays || today < volumeFloor) return false
  return today > volumeTimes * median(days)
}

/** Of fewer filed cases a share says nothing. */
const filedFloor = 10
const revokedShare = 0.1

/** Over a tenth of the cases that were filed of it since it is in use were revoked (R36). */
export const isRevokedOften = ({ filed, revoked }: { filed: number; revoked: number }): boolean =>
  filed >= filedFloor && revoked > filed * revokedShare
