import type { Dwell } from '../finding.ts'

/** A stretch of time in which something was seen; it begins with one sight. */
export const beginDwell = (at: number): Dwell => ({ fromAt: at, toAt: at, seenFrames: 1, longestGapMs: 0 })

/** Seen once more. */
export const extendDwell = (dwell: Dwell, at: number): Dwell => ({
  fromAt: dwell.fromAt,
  toAt: at,
  seenFrames: dwell.seenFrames + 1,
  longestGapMs: Math.max(dwell.longestGapMs, at - dwell.toAt),
})

export const lengthMs = (dwell: Dwell): number => dwell.toAt - dwell.fromAt
