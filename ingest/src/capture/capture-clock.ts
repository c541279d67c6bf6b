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
  /** Whether each recent step of the residual was smooth. */
  readonly isSmooth: readonly boolean[]
  readonly offsets: readonly number[]
  readonly delays: readonly number[]
  readonly last: { readonly pts: number; readonly at: number } | null
}

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
  isSmooth: [],
  offsets: [],
  delays: [],
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
  const offsetMs =
    camera.offsets.length > 0 && isTrusted(camera.isSmooth) ? Math.round(Math.max(...camera.offsets)) : null
  const isCamera = sample.prftMs !== null && offsetMs !== null && Math.abs(offsetMs) <= CLOCK_LIMIT_MS
  const wanted = isCamera ? sample.prftMs : mediaMs + Math.min(...delays)
  const { at, last } = neverBack(before, sample.pts, Math.round(wanted))
  return {
    state: { timescale: before.timescale, ...camera.kept, delays, last },
    reading: { at, source: isCamera ? 'camera-ntp' : 'server-arrival', offsetMs, jumpMs: camera.jumpMs },
  }
}

const isTrusted = (isSmooth: readonly boolean[]): boolean =>
  isSmooth.length >= TRUST_STEPS && isSmooth.filter((smooth) => !smooth).length <= ROUGH_STEPS_ALLOWED

function lastDelays(delays: readonly number[], delay: number): readonly number[] {
  const best = Math.min(...delays)
  const isJump = delays.length > 0 && Math.abs(delay - best) > MEDIA_JUMP_MS
  return isJump ? [delay] : [...delays, delay].slice(-OFFSET_WINDOW)
}

function stepCamera(before: ClockState, sample: ClockInput & { mediaMs: number; seenAt: number }) {
  if (sample.prftMs === null) {
    const kept = { residual: null, isSmooth: [], offsets: [] }
    return { ...kept, kept, jumpMs: null }
  }
  const residual = sample.prftMs - sample.mediaMs
  const stepMs = before.residual === null ? 0 : residual - before.residual
  const jumpMs = Math.abs(stepMs) > JUMP_MS && isTrusted(before.isSmooth) ? Math.round(stepMs) : null
  const isFresh = jumpMs !== null
  const isSmooth = isFresh ? [] : [...before.isSmooth, Math.abs(stepMs) <= SMOOTH_MS].slice(-TRUST_STEPS)
  const isRough = Math.abs(stepMs) > SMOOTH_MS
  const earlier = isFresh || (isRough && !isTrusted(isSmooth)) ? [] : before.offsets
  const offsets = [...earlier, sample.prftMs - sample.seenAt].slice(-OFFSET_WINDOW)
  return { isSmooth, offsets, jumpMs, kept: { residual, isSmooth, offsets } }
}

/** Samples may come out of presentation order (B frames): those are placed by their distance from the newest one. */
function neverBack(before: ClockState, pts: number, wanted: number) {
  const { last, timescale } = before
  if (!last) return { at: wanted, last: { pts, at: wanted } }
  if (pts <= last.pts) return { at: Math.round(last.at - ((last.pts - pts) * 1000) / timescale), last }
  const at = Math.max(wanted, last.at + 1)
  return { at, last: { pts, at } }
}
