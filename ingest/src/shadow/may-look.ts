import type { ShadowDrop } from '@sightline/api/contract/shadow-report'

/** What is known when a picture comes that those in force look at. Times are of one monotonic clock, ms. */
export interface LookFacts {
  readonly now: number
  readonly isOpen: boolean
  readonly isLooking: boolean
  /** When the worker last had more to do than it can. */
  readonly behindAt: number
  /** Until then it has used up its share. */
  readonly spentUntil: number
}

/** For so long after a sign that the worker is behind the shadow leaves it alone, ms. */
export const calmMs = 5_000

/** Why the shadow does not look now; null: it does. Those in force come first, whatever it costs the comparison. */
export function whyNotNow({ now, isOpen, isLooking, behindAt, spentUntil }: LookFacts): ShadowDrop | null {
  if (!isOpen) return 'opening'
  if (now - behindAt < calmMs) return 'behind'
  if (isLooking) return 'busy'
  return now < spentUntil ? 'budget' : null
}

/** After a look that took so much of a processor: until when it must wait to stay within its share of one core. */
export const restUntil = (now: number, cpuMs: number, cpuPercent: number): number =>
  now + cpuMs * (100 / cpuPercent - 1)
