import type { Detection, Frame } from '../detection.ts'
import type { Drop } from '../finding.ts'
import { area } from '../geometry/box.ts'
import { associate } from './associate.ts'
import { isPart } from './fit.ts'
import { toObservations } from './observation.ts'
import { mayBeHidden } from './refound.ts'
import { beginTrack, follow, isSettled, overlook, type Track, type TrackerConfig } from './track.ts'

/** Plain data: survives JSON. `at` is the last frame's time; -1 before the first. */
export interface TrackerState {
  readonly at: number
  readonly nextId: number
  readonly tracks: readonly Track[]
}

export const emptyTracker: TrackerState = { at: -1, nextId: 1, tracks: [] }

/** A box turned inside out, without size or without end is no sight of anything. */
const hasSize = ({ box }: Detection): boolean => area(box) > 0 && area(box) < Infinity

/**
 * One frame later. Pure: the same frames replayed give the same tracks with the same ids. A late or repeated frame
 * changes nothing. What is left to see of a hidden settled thing neither moves it nor begins another. A track
 * is forgotten before the frame is matched, when it was unseen for longer than its memory.
 */
export function track(
  state: TrackerState,
  frame: Frame,
  config: TrackerConfig,
): { readonly state: TrackerState; readonly drops: readonly Drop[] } {
  if (frame.at <= state.at) return { state, drops: [{ reason: 'late_frame' }] }
  const look = { at: frame.at, lastAt: state.at, config }
  // One look that missed it is not long, on a slow clock either.
  const recentMs = Math.max(config.maxGapMs, 2 * Math.min(frame.at - state.at, config.maxGapMs))
  const alive = state.tracks.filter(
    (t) => frame.at - t.seenAt <= (isSettled(t, config) ? config.maxStillGapMs : recentMs),
  )
  const sized = frame.detections.filter(hasSize)
  const bright = sized.filter(({ score }) => score >= config.lowScore)
  const seen = toObservations(bright, config.mergeIou)
  const pairs = associate(alive, seen, look)
  const taken = new Set(pairs.values())
  const hidden = alive.filter((t) => !pairs.has(t) && mayBeHidden(t, look))
  const rest = seen.filter((o) => !taken.has(o))
  const left = rest.filter((o) => !hidden.some((t) => isPart(t, o, config)))
  const fresh = left.filter(({ score }) => score >= config.highScore)
  const dim = sized.length - bright.length + left.length - fresh.length
  const followed = alive.map((t) => {
    const observation = pairs.get(t)
    return observation ? follow(t, observation, look) : overlook(t)
  })
  const began = fresh.map((observation, i) => beginTrack(state.nextId + i, observation, frame.at))
  return {
    state: { at: frame.at, nextId: state.nextId + began.length, tracks: [...followed, ...began] },
    drops: [
      ...Array.from(
        { length: frame.detections.length - sized.length },
        () => ({ reason: 'too_small' }) as const,
      ),
      ...Array.from({ length: dim }, () => ({ reason: 'low_score' }) as const),
      ...Array.from({ length: rest.length - left.length }, () => ({ reason: 'partly_hidden' }) as const),
    ],
  }
}
