import { type Backoff, nextDelay } from '@sightline/infra/platform/backoff'
import type { Random } from '@sightline/infra/platform/random'
import type { FaultCode } from './capture-fault.ts'

/**
 * How patient each kind of fault makes us. A wrong password waits longest: cameras lock the account (and some our
 * address, for all their neighbours) after five to seven failures, for half an hour.
 */
const PATIENCE: Readonly<Record<FaultCode, Backoff>> = {
  auth: { baseMs: 600_000, maxMs: 3_600_000 },
  digest: { baseMs: 300_000, maxMs: 3_600_000 },
  not_allowed: { baseMs: 60_000, maxMs: 600_000 },
  elsewhere: { baseMs: 30_000, maxMs: 300_000 },
  no_tcp: { baseMs: 30_000, maxMs: 300_000 },
  no_video: { baseMs: 30_000, maxMs: 300_000 },
  codec: { baseMs: 30_000, maxMs: 300_000 },
  not_found: { baseMs: 10_000, maxMs: 120_000 },
  declined: { baseMs: 2000, maxMs: 60_000 },
  refused: { baseMs: 2000, maxMs: 60_000 },
  network: { baseMs: 1000, maxMs: 30_000 },
  silence: { baseMs: 1000, maxMs: 30_000 },
  ended: { baseMs: 1000, maxMs: 30_000 },
  media_time: { baseMs: 500, maxMs: 30_000 },
  // Somebody changed a setting: the camera is well, and only what came before is over.
  picture_changed: { baseMs: 200, maxMs: 5000 },
  no_picture: { baseMs: 1000, maxMs: 30_000 },
  no_key_frame: { baseMs: 500, maxMs: 5000 },
}

/** A connection that lived so long was a good one: its end is a first failure again. */
export const GOOD_MS = 60_000

export interface Failure {
  readonly code: FaultCode
  /** How long samples had come on this connection. */
  readonly livedMs: number
  /** Failures in a row before this one. */
  readonly failuresBefore: number
}

/** What to do after a failure: wait so many ms (at least half of the table's, so an auth fault never less than 5 min). */
export function planRetry(failure: Failure, random: Random): { failures: number; delayMs: number } {
  const failures = failure.livedMs >= GOOD_MS ? 1 : failure.failuresBefore + 1
  return { failures, delayMs: nextDelay(failures, PATIENCE[failure.code], random) }
}
