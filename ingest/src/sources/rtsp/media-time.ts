import { type Least, leastOf, noLeast, stepLeast } from '../../floor/least.ts'

export interface MediaInput {
  /** To the next sample in the order of sending, by the stream's own time. */
  readonly durationMs: number
  /** On a clock that nobody sets, ms. */
  readonly arrivedAt: number
}

/** What media time did: stood still (or was set back, which looks the same), ran ahead of arrival, or fell behind it. */
export type MediaWrong = 'stands' | 'ahead' | 'behind'

/** What is remembered of a connection's media time. Begin with `startMedia`. */
export interface MediaState {
  readonly mediaMs: number
  readonly began: number | null
  readonly arrivedAt: number | null
  /** Samples in a row that took no time. */
  readonly standing: number
  /** Arrival minus media time: the least of the last samples, and since when it is above that. */
  readonly usual: Least
  readonly lateSince: number | null
  /** What is usual by now: follows the least no faster than a crystal drifts. Null until the connection is settled. */
  readonly base: number | null
}

export const startMedia: MediaState = {
  mediaMs: 0,
  began: null,
  arrivedAt: null,
  standing: 0,
  usual: noLeast,
  lateSince: null,
  base: null,
}

/** A connection's first samples come in a burst, and ffmpeg guesses their times, ms. */
const SETTLES_MS = 3000
/** No camera takes pictures so close together, ms; so many in a row are no accident, more while ffmpeg guesses (it puts up to 16 in order). */
const STANDS = { ms: 1, samples: 3, opening: 20 }
/** Nothing arrives before it was taken, ms. */
const AHEAD_MS = 1000
/** A network may stall for seconds and then send all at once; who stays late for so long has lost its time, ms. */
const BEHIND = { ms: 2000, forMs: 20_000 }
const USUAL_SAMPLES = 3000
/** Clocks of cameras are off by less than this share. */
const DRIFT = 0.0005

/** One sample later: whether its stream's time can still be believed. */
export function stepMedia(
  before: MediaState,
  { durationMs, arrivedAt }: MediaInput,
): { state: MediaState; wrong: MediaWrong | null } {
  const began = before.began ?? arrivedAt
  const mediaMs = before.mediaMs + durationMs
  // A fragment arrives as the sample two after it begins, of which only the next fragment tells the time.
  const lag = (before.arrivedAt ?? arrivedAt) - mediaMs
  const isSettled = arrivedAt - began >= SETTLES_MS
  const standing = durationMs < STANDS.ms ? before.standing + 1 : 0
  const usual = stepLeast(before.usual, lag, USUAL_SAMPLES)
  const drift = (arrivedAt - (before.arrivedAt ?? arrivedAt)) * DRIFT
  const least = within(leastOf(before.usual), before.base, drift)
  const isLate = isSettled && lag > least + BEHIND.ms
  const lateSince = isLate ? (before.lateSince ?? arrivedAt) : null
  const state = {
    mediaMs,
    began,
    arrivedAt,
    standing,
    lateSince,
    usual,
    base: isSettled ? least : null,
  }
  if (standing >= (isSettled ? STANDS.samples : STANDS.opening)) return { state, wrong: 'stands' }
  if (isSettled && lag < least - AHEAD_MS) return { state, wrong: 'ahead' }
  const isBehind = lateSince !== null && arrivedAt - lateSince >= BEHIND.forMs
  return { state, wrong: isBehind ? 'behind' : null }
}

/** A value, at most so far from the base. */
const within = (value: number, base: number | null, far: number): number =>
  base === null ? value : Math.min(Math.max(value, base - far), base + far)
