import { trackerDefaults } from '@sightline/detectors/tracking/track'
import type { TrackerState } from '@sightline/detectors/tracking/tracker'
import { steady, type ShakenFrame } from '@sightline/detectors/tracking/steady'
import { worthEmbedding } from '@sightline/detectors/tracking/worth-embedding'

/** People of one picture that a model is asked about. */
const mostAPicture = 4

/** Which of a frame's detections are worth knowing by their looks, by their place in it. */
export function worthKnowing(tracker: TrackerState, frame: ShakenFrame): readonly number[] {
  const seen = steady(frame)
  const worth = worthEmbedding(tracker, seen, { config: trackerDefaults, most: mostAPicture })
  return seen.detections.flatMap((one, i) => (worth.includes(one) ? [i] : []))
}
