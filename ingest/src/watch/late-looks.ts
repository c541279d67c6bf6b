import type { Cadence } from '../perceive/decode/feed-plan.ts'
import { distanceOf, type KeyTimes, noKeys, stepKeys } from '../perceive/gate/key-distance.ts'

/** What is remembered of how often a source was looked at, capture times. Begin with `startLooks`. */
export interface LookTimes {
  readonly keys: KeyTimes
  /** Of the last picture that was there; of the connection's first sample before it. */
  readonly pictureAt: number | null
  /** Of the first picture that a model should have seen since it last saw one. */
  readonly owedAt: number | null
  /** When it was last late. */
  readonly lateAt: number | null
}

export const startLooks: LookTimes = { keys: noKeys, pictureAt: null, owedAt: null, lateAt: null }

/** A decoder's way of thinning out may put two pictures so much further apart than its clock. */
const jitter = 1.5
/** From a sample to what was seen in it takes a while where nothing is wrong, ms. */
const wayMs = 1500
/** It is said for so long, ms: what is late now and then is late. */
const saidForMs = 10_000

interface SampleTold {
  readonly at: number
  readonly isKey: boolean
  readonly cadence: Cadence
  readonly needMs: number
}

/** One sample later. */
export function lookedUntil(times: LookTimes, { at, isKey, cadence, needMs }: SampleTold): LookTimes {
  const keys = stepKeys(times.keys, { at, isKey })
  const pictureAt = times.pictureAt ?? at
  const everyMs = cadence.mode === 'full' ? needMs : Math.max(cadence.keyEveryMs, distanceOf(keys, at))
  const since = Math.min(pictureAt, times.owedAt ?? pictureAt)
  const isLate = cadence.mode !== 'none' && at - since > everyMs * jitter + wayMs
  return { ...times, keys, pictureAt, lateAt: isLate ? at : times.lateAt }
}

/** A picture was there; `isOwed` when a model is to see it. */
export const pictured = (times: LookTimes, at: number, isOwed: boolean): LookTimes => ({
  ...times,
  pictureAt: at,
  owedAt: times.owedAt ?? (isOwed ? at : null),
})

/** A model saw a picture. */
export const seen = (times: LookTimes): LookTimes => ({ ...times, owedAt: null })

/** Whether a source was looked at later than its rules need, a short while ago or now. */
export const isLookedAtLate = ({ lateAt }: LookTimes, at: number): boolean =>
  lateAt !== null && at - lateAt < saidForMs
