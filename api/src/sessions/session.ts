import { createHash, randomBytes } from 'node:crypto'

const minute = 60_000

/** How long a session may last, and how long without being used, ms. */
export interface SessionLimits {
  readonly absoluteMs: number
  readonly idleMs: number
}

export interface SessionTimes {
  readonly createdAt: number
  readonly seenAt: number
}

/** Of a stored session. */
export const timesOf = (row: { createdAt: Date; seenAt: Date }): SessionTimes => ({
  createdAt: row.createdAt.getTime(),
  seenAt: row.seenAt.getTime(),
})

/** When a session ends if nothing more happens: so long after sign-in, or earlier by idleness. */
export const sessionEnd = (
  { createdAt, seenAt }: SessionTimes,
  { absoluteMs, idleMs }: SessionLimits,
): number => Math.min(createdAt + absoluteMs, seenAt + idleMs)

/** Clocks of several machines may differ by so much. */
const skewMs = 5 * minute

/** A clock that stood ahead and was set right: what began then would last until its time comes again, so it is over. */
const isFromFuture = ({ createdAt, seenAt }: SessionTimes, now: number): boolean =>
  Math.max(createdAt, seenAt) > now + skewMs

/** It opens nothing any more, or not yet. */
export const isOver = (times: SessionTimes, limits: SessionLimits, now: number): boolean =>
  sessionEnd(times, limits) <= now || isFromFuture(times, now)

export const newSessionToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token. */
export const sessionIdOf = (token: string): string => createHash('sha256').update(token).digest('hex')
