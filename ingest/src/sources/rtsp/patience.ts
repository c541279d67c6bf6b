/** So many pictures may be missing before a camera is silent. */
const missed = 2.5
/** A camera that is slower than this is not told from a dead one, ms. */
const mostMs = 15_000

/** How long a sample is waited for, ms, where the last one lasts so long. */
export const patienceFor = (durationMs: number, silenceMs: number): number =>
  Math.max(silenceMs, Math.min(durationMs * missed, mostMs))
