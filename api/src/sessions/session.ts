import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '../generated/enums.ts'

const minute = 60_000
/** No session lives longer, whatever happens in it. */
export const absoluteMs = 720 * minute
/**
 * Officers and administrators leave the desk. The night watch looks on without touching anything, and a wall that went
 * dark would watch nothing: an operator's session lasts the whole shift, and decides nothing by itself.
 */
const idleMs = (role: Role): number => (role === 'operator' ? 720 : 30) * minute

export interface SessionTimes {
  readonly createdAt: number
  readonly seenAt: number
}

/** Of a stored session. */
export const timesOf = (row: { createdAt: Date; seenAt: Date }): SessionTimes => ({
  createdAt: row.createdAt.getTime(),
  seenAt: row.seenAt.getTime(),
})

/** When a session ends if nothing more happens: 12 h after sign-in, or earlier by idleness. */
export const sessionEnd = ({ createdAt, seenAt }: SessionTimes, role: Role): number =>
  Math.min(createdAt + absoluteMs, seenAt + idleMs(role))

/** Clocks of several machines may differ by so much. */
const skewMs = 5 * minute

/** A clock that stood ahead and was set right: what began then would last until its time comes again, so it is over. */
const isFromFuture = ({ createdAt, seenAt }: SessionTimes, now: number): boolean =>
  Math.max(createdAt, seenAt) > now + skewMs

/** It opens nothing any more, or not yet. */
export const isOver = (times: SessionTimes, role: Role, now: number): boolean =>
  sessionEnd(times, role) <= now || isFromFuture(times, now)

export const newSessionToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token. */
export const sessionIdOf = (token: string): string => createHash('sha256').update(token).digest('hex')
