import type { Trace } from '@sightline/api/contract/dossier'
import type { SceneState } from '@sightline/detectors/scene'
import type { FindingRecord } from '../watch/finding-record.ts'
import type { TraceCut } from '../watch/trace-log.ts'

/** The trace exhibit. `start` is what the watch remembered before its first frame: a replay begins there. */
export type TraceExhibit = Trace & { readonly start: SceneState | null }

/** The facts of a dwell: every judged frame from before its first proof to the event, with all that was seen in it. */
export function toTrace(
  { start, frames }: TraceCut,
  { event, source, trackIds }: FindingRecord,
): TraceExhibit {
  return {
    format: 'sightline.trace/1',
    sourceId: source.id,
    trackId: event.trackId,
    start,
    frames: frames.map(({ at, detections, tracks }) => ({
      at,
      detections: detections.map((detection) => ({
        class: detection.class,
        score: detection.score,
        box: detection.box,
      })),
      own: tracks.find(({ id }) => trackIds.includes(id))?.box ?? null,
    })),
  }
}
