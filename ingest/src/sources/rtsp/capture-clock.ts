import { type Least, leastOf, noLeast, stepLeast } from '../../floor/least.ts'

/** Where a sample's capture time comes from. */
export type ClockSource = 'camera-ntp' | 'server-arrival'

/** Over this, a picture's time is disputed and its evidence is a clue only. */
export const CLOCK_LIMIT_MS = 1000

export interface ClockInput {
  readonly pts: number
  readonly durationTicks: number
  readonly prftMs: number | null
  /** Server clock, epoch ms. */
  readonly arrivedAt: number
}

export interface ClockReading {
  /** Capture time, whole epoch ms; grows with the presentation time, never backwards within a connection. */
  readonly at: number
  readonly source: ClockSource
  /** Camera clock minus server clock, ms (known to a few tens of ms); null while the camera has not shown a clock. */
  readonly offsetMs: number | null
  /** How far the camera's clock was moved just before this sample, or null. */
  readonly jumpMs: number | null
}

/** What the clock remembers of a connection. Begin with `startClock`. */
export interface ClockState {
  readonly timescale: number
  /** Sender time minus media time of the last sample, ms. */
  readonly residual: number | null
  /** Steps of the residual since trust began to be earned, and which of the last fifty were rough. */
  readonly steps: Steps
  /** Server clock minus camera clock: the least of the window, which is when a sample was delayed least. */
  readonly offsets: Least
  readonly delays: Least
  readonly last: { readonly pts: number; readonly at: number } | null
  /** The producer time of the fragment before: it is this sample's. */
  readonly own: number | null
  /** Arrivals of the last two fragments, the newest first. */
  readonly arrivals: readonly number[]
}

interface Steps {
  readonly count: number
  readonly rough: readonly number[]
  /** Arrival of the first since the last that was rough. */
  readonly fromAt: number
  /** The least time from the producer time that a fragment carries to its arrival, ms. */
  readonly leastHeldMs: number
  /** Seen for long enough to be a camera's. */
  readonly isEarned: boolean
}
const noSteps: Steps = {
  count: 0,
  rough: [],
  fromAt: Number.POSITIVE_INFINITY,
  leastHeldMs: Number.POSITIVE_INFINITY,
  isEarned: false,
}

/** A sender's clock follows its media time this closely; a receiver's own clock, stamped on arrival, does not. */
const SMOOTH_MS = 2
const TRUST_STEPS = 50
/** Fewer are enough over so long, without one that is rough but while a connection opens, so that slow cameras gain a clock soon. */
const SOON = { steps: 5, ms: 2000, opening: 20 }
/** Not so where the producer time is hardly older than its fragment: that is how a receiver's own clock looks, ms. */
const LIKE_OURS_MS = { least: -5, most: 60 }
/** Each sender report re-anchors the clock: a step now and then is not jitter. */
const ROUGH_STEPS_ALLOWED = 2
const JUMP_MS = 500
const OFFSET_WINDOW = 250
/** Arrival this much later than the best of the window means that the media time itself has jumped. */
const MEDIA_JUMP_MS = 5000

export const startClock = (timescale: number): ClockState => ({
  timescale,
  residual: null,
  steps: noSteps,
  offsets: noLeast,
  delays: noLeast,
  last: null,
  own: null,
  arrivals: [],
})

/**
 * One sample later. Before a camera's first sender report the producer time is ffmpeg's own clock and looks the same in
 * every field, so trust is earned by behaviour: residuals that stay within 2 ms of the media time.
 *
 * A sample is known to be whole when the next one begins, and its fragment is written when that one is whole: what arrives
 * with a fragment is the producer time of the sample after it, and it arrives as the one after that begins.
 */
export function stepClock(
  before: ClockState,
  sample: ClockInput,
): { state: ClockState; reading: ClockReading } {
  const mediaMs = (sample.pts * 1000) / before.timescale
  const heldMs = (2 * sample.durationTicks * 1000) / before.timescale
  const seenAt = before.arrivals[1] ?? sample.arrivedAt - heldMs
  const delays = lastDelays(before.delays, seenAt - mediaMs)
  const camera = stepCamera(before, { ...sample, mediaMs, seenAt })
  const { steps, offsets } = camera.kept
  const offsetMs = offsets.count > 0 && isTrusted(steps) ? Math.round(-leastOf(offsets)) : null
  const isCamera = before.own !== null && offsetMs !== null && Math.abs(offsetMs) <= CLOCK_LIMIT_MS
  const wanted = isCamera ? before.own : mediaMs + leastOf(delays)
  const { at, last } = neverBack(before, sample.pts, { at: Math.round(wanted), isCamera })
  return {
    state: {
      timescale: before.timescale,
      ...camera.kept,
      delays,
      last,
      own: sample.prftMs,
      arrivals: [sample.arrivedAt, ...before.arrivals.slice(0, 1)],
    },
    reading: { at, source: isCamera ? 'camera-ntp' : 'server-arrival', offsetMs, jumpMs: camera.jumpMs },
  }
}

/** A sample that was held back with what the clock said of it. */
export interface HeldReading {
  readonly pts: number
  readonly reading: ClockReading
}

/**
 * Places what a connection began with, when it is known how long after its capture a sample arrives: by media time before
 * the newest, which came as it was taken, or by the camera's clock if that is trusted by now. No sample becomes trusted by it.
 */
export function settleOpening(
  state: ClockState,
  held: readonly HeldReading[],
): { state: ClockState; readings: readonly ClockReading[] } {
  const mediaMs = (pts: number): number => (pts * 1000) / state.timescale
  const isCamera = held.at(-1)?.reading.source === 'camera-ntp' && state.residual !== null
  const shiftMs = isCamera ? state.residual : leastOf(state.delays)
  const readings: ClockReading[] = []
  let next = Number.POSITIVE_INFINITY
  for (const { pts, reading } of held.toReversed()) {
    // ffmpeg guesses the first times of a connection, and then gives one to two samples.
    const wanted = Math.round(mediaMs(pts) + shiftMs)
    const at = readings.some((one) => one.at === wanted) ? Math.min(next, wanted) - 1 : wanted
    next = Math.min(next, at)
    readings.unshift({ ...reading, at })
  }
  const newest = held.findIndex(({ pts }) => pts === state.last?.pts)
  const at = readings[newest]?.at
  const last = at === undefined || !state.last ? state.last : { pts: state.last.pts, at }
  return { state: { ...state, last }, readings }
}

const isTrusted = ({ count, rough, isEarned }: Steps): boolean =>
  (isEarned || count >= TRUST_STEPS) && rough.length <= ROUGH_STEPS_ALLOWED

function lastDelays(delays: Least, delay: number): Least {
  const isJump = delays.count > 0 && Math.abs(delay - leastOf(delays)) > MEDIA_JUMP_MS
  return stepLeast(isJump ? noLeast : delays, delay, OFFSET_WINDOW)
}

function stepCamera(before: ClockState, sample: ClockInput & { mediaMs: number; seenAt: number }) {
  if (before.own === null || sample.prftMs === null)
    return { kept: { residual: null, steps: noSteps, offsets: noLeast }, jumpMs: null }
  const residual = before.own - sample.mediaMs
  const stepMs = before.residual === null ? 0 : unwrapped(residual - before.residual)
  const lateMs = sample.seenAt - before.own
  const isMoved = isTrusted(before.steps) && isStep(stepMs) && !isMediaStall(before.offsets, lateMs)
  const jumpMs = isMoved ? Math.round(stepMs) : null
  const isFresh = jumpMs !== null
  const isRough = Math.abs(stepMs) > SMOOTH_MS
  const isBegun = isRough && !isTrusted(before.steps)
  const steps =
    isFresh || (isBegun && isStep(stepMs)) ? noSteps : stepTrust(before.steps, { ...sample, isRough })
  const earlier = isFresh || (isRough && !isTrusted(steps)) ? noLeast : before.offsets
  const offsets = stepLeast(earlier, lateMs, OFFSET_WINDOW)
  return { jumpMs, kept: { residual, steps, offsets } }
}

const isStep = (stepMs: number): boolean => Math.abs(stepMs) > JUMP_MS

/**
 * A sender that is short of a processor lets its media time stand still; its next report then moves the producer time against
 * the media time, and back to as long before its arrival as ever. Its clock was not moved: that would show in the arrival.
 */
const isMediaStall = (offsets: Least, lateMs: number): boolean =>
  offsets.count > 0 && Math.abs(lateMs - leastOf(offsets)) <= JUMP_MS

/** RTP time stamps have 32 bits: past their end, ffmpeg's producer time falls back by all of them, and that is no step. */
const WRAP_MS = (2 ** 32 * 1000) / 90_000
const unwrapped = (stepMs: number): number => stepMs - Math.round(stepMs / WRAP_MS) * WRAP_MS

function stepTrust(
  before: Steps,
  { prftMs, arrivedAt, isRough }: Pick<ClockInput, 'prftMs' | 'arrivedAt'> & { isRough: boolean },
): Steps {
  const { count } = before
  const recent =
    before.rough.length === 0 ? before.rough : before.rough.filter((step) => count - step < TRUST_STEPS)
  const rough = isRough ? [...recent, count] : recent
  const fromAt = isRough ? Number.POSITIVE_INFINITY : Math.min(before.fromAt, arrivedAt)
  const leastHeldMs = Math.min(before.leastHeldMs, arrivedAt - (prftMs ?? arrivedAt))
  const isLikeOurs = leastHeldMs >= LIKE_OURS_MS.least && leastHeldMs <= LIKE_OURS_MS.most
  // ffmpeg guesses the first media times of a connection with B frames; what it gave them by then says nothing of the clock.
  const isOnlyOpening = rough.every((step) => step < SOON.opening)
  const smooth = count - (rough.at(-1) ?? -1)
  const isSteady = isOnlyOpening && smooth >= SOON.steps && arrivedAt - fromAt >= SOON.ms
  const isEarned = isSteady && !isLikeOurs
  return {
    count: count + 1,
    rough: isEarned ? [] : rough,
    fromAt,
    leastHeldMs,
    isEarned: before.isEarned || isEarned,
  }
}

/** Samples may come out of presentation order (B frames): without a clock those are placed by their distance from the newest one. */
function neverBack(
  { last, timescale }: ClockState,
  pts: number,
  wanted: { readonly at: number; readonly isCamera: boolean },
) {
  if (!last) return { at: wanted.at, last: { pts, at: wanted.at } }
  if (pts > last.pts) {
    const at = Math.max(wanted.at, last.at + 1)
    return { at, last: { pts, at } }
  }
  const placed = Math.round(last.at - ((last.pts - pts) * 1000) / timescale)
  return { at: wanted.isCamera ? Math.min(wanted.at, last.at - 1) : placed, last }
}
