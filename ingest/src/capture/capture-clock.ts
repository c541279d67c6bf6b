import { type Least, leastOf, noLeast, stepLeast } from './least.ts'

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
}

interface Steps {
  readonly count: number
  readonly rough: readonly number[]
}
const noSteps: Steps = { count: 0, rough: [] }

/** A sender's clock follows its media time this closely; a receiver's own clock, stamped on arrival, does not. */
const SMOOTH_MS = 2
const TRUST_STEPS = 50
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
})

/**
 * One sample later. Before a camera's first sender report the producer time is ffmpeg's own clock and looks the same in
 * every field, so trust is earned by behaviour: residuals that stay within 2 ms of the media time.
 */
export function stepClock(
  before: ClockState,
  sample: ClockInput,
): { state: ClockState; reading: ClockReading } {
  const mediaMs = (sample.pts * 1000) / before.timescale
  // A fragment is written when the next sample comes: it has been held for its own duration.
  const seenAt = sample.arrivedAt - (sample.durationTicks * 1000) / before.timescale
  const delays = lastDelays(before.delays, seenAt - mediaMs)
  const camera = stepCamera(before, { ...sample, mediaMs, seenAt })
  const { steps, offsets } = camera.kept
  const offsetMs = offsets.count > 0 && isTrusted(steps) ? Math.round(-leastOf(offsets)) : null
  const isCamera = sample.prftMs !== null && offsetMs !== null && Math.abs(offsetMs) <= CLOCK_LIMIT_MS
  const wanted = isCamera ? sample.prftMs : mediaMs + leastOf(delays)
  const { at, last } = neverBack(before, sample.pts, Math.round(wanted))
  return {
    state: { timescale: before.timescale, ...camera.kept, delays, last },
    reading: { at, source: isCamera ? 'camera-ntp' : 'server-arrival', offsetMs, jumpMs: camera.jumpMs },
  }
}

const isTrusted = ({ count, rough }: Steps): boolean =>
  count >= TRUST_STEPS && rough.length <= ROUGH_STEPS_ALLOWED

function lastDelays(delays: Least, delay: number): Least {
  const isJump = delays.count > 0 && Math.abs(delay - leastOf(delays)) > MEDIA_JUMP_MS
  return stepLeast(isJump ? noLeast : delays, delay, OFFSET_WINDOW)
}

function stepCamera(before: ClockState, sample: ClockInput & { mediaMs: number; seenAt: number }) {
  if (sample.prftMs === null)
    return { kept: { residual: null, steps: noSteps, offsets: noLeast }, jumpMs: null }
  const residual = sample.prftMs - sample.mediaMs
  const stepMs = before.residual === null ? 0 : residual - before.residual
  const jumpMs = Math.abs(stepMs) > JUMP_MS && isTrusted(before.steps) ? Math.round(stepMs) : null
  const isFresh = jumpMs !== null
  const isRough = Math.abs(stepMs) > SMOOTH_MS
  const steps = isFresh ? noSteps : stepTrust(before.steps, isRough)
  const earlier = isFresh || (isRough && !isTrusted(steps)) ? noLeast : before.offsets
  const offsets = stepLeast(earlier, sample.seenAt - sample.prftMs, OFFSET_WINDOW)
  return { jumpMs, kept: { residual, steps, offsets } }
}

function stepTrust({ count, rough }: Steps, isRough: boolean): Steps {
  const recent = rough.length === 0 ? rough : rough.filter((step) => count - step < TRUST_STEPS)
  return { count: count + 1, rough: isRough ? [...recent, count] : recent }
}

/** Samples may come out of presentation order (B frames): those are placed by their distance from the newest one. */
function neverBack(before: ClockState, pts: number, wanted: number) {
  const { last, timescale } = before
  if (!last) return { at: wanted, last: { pts, at: wanted } }
  if (pts <= last.pts) return { at: Math.round(last.at - ((last.pts - pts) * 1000) / timescale), last }
  const at = Math.max(wanted, last.at + 1)
  return { at, last: { pts, at } }
}
