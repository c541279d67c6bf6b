/** When a sample came, and how long it is. */
export interface OpeningInput {
  /** To the next sample in the order of sending, by the stream's own time, ms. */
  readonly durationMs: number
  /** On a clock that nobody sets, ms. */
  readonly arrivedAt: number
}

/** What is remembered of how a connection begins. Begin with `startOpening`. */
export interface OpeningState {
  readonly beganAt: number | null
  readonly arrivedAt: number | null
  /** Samples in a row that took their time to come. */
  readonly live: number
  readonly isOver: boolean
}

export const startOpening: OpeningState = { beganAt: null, arrivedAt: null, live: 0, isOver: false }

/** Who takes this share of a sample's length to send the next one sends as it happens. */
const LIVE_SHARE = 0.75
/** ffmpeg guesses the first times of a connection, and then lets samples follow each other at once; no camera does, ms. */
const LEAST_MS = 1
/** A fragment arrives as the sample two after it begins: with the second of them it is known when those before were seen. */
const LIVE_SAMPLES = 2
/** Some devices send in lumps for ever: what came by then is placed as well as it can be, ms. */
const LONGEST_MS = 5000

/**
 * One sample later: whether the beginning is over. Connections begin with a burst: ffmpeg holds the first samples back
 * until it knows the stream, and many cameras send what they have had since their last key frame. When those were taken
 * is known only from the first that come as they happen.
 */
export function stepOpening(before: OpeningState, { durationMs, arrivedAt }: OpeningInput): OpeningState {
  if (before.isOver) return before
  const beganAt = before.beganAt ?? arrivedAt
  const sinceMs = arrivedAt - (before.arrivedAt ?? arrivedAt)
  const isLive = durationMs >= LEAST_MS && sinceMs >= LIVE_SHARE * durationMs
  const live = isLive ? before.live + 1 : 0
  const isOver = live >= LIVE_SAMPLES || arrivedAt - beganAt >= LONGEST_MS
  return { beganAt, arrivedAt, live, isOver }
}
