import { drift } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { asSeen } from '@sightline/detectors/tracking/steady'
import type { TraceFrame } from './trace-log.ts'

interface Own {
  /** All that showed the stay, at one time or another. */
  readonly trackIds: readonly number[]
  /** Where it was at last, in the view at rest. */
  readonly near: Box
}

/**
 * The accused's own box in a frame, as the picture shows it: of the tracks that showed the stay the one that is closest to where
 * it was at last, for another of them may have gone elsewhere since. Null: none was seen.
 */
export function ownIn(frame: Pick<TraceFrame, 'shift' | 'tracks'>, { trackIds, near }: Own): Box | null {
  const there = asSeen(near, frame)
  const seen = frame.tracks.filter(({ id }) => trackIds.includes(id))
  return seen.toSorted((a, b) => drift(there, a.box) - drift(there, b.box))[0]?.box ?? null
}
