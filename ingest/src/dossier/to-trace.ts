import type { Trace } from '@sightline/api/contract/dossier'
import type { SceneState } from '@sightline/detectors/scene'
import type { HealthRecord } from '@sightline/detectors/rules/health'
import type { FaultRecord, StayRecord } from '../findings/finding-record.ts'
import { ownIn } from '../findings/own-box.ts'
import { judgedFrom, leastFrom, ruleKey, type TraceCut } from '../findings/trace-log.ts'

/** The trace exhibit. `start` is what the watch remembered before its first frame: a replay begins there. */
export type TraceExhibit = Trace & { readonly start: SceneState | null }
/** The same of a camera's fault. */
export type FaultTraceExhibit = Trace & { readonly start: HealthRecord }

/** The facts of a dwell: every judged frame from before its first proof to the event, with all that was seen in it. */
export function toTrace(cut: TraceCut, { event, source, trackIds, rule, zone }: StayRecord): TraceExhibit {
  const { start, frames } = cut
  const from = judgedFrom(cut, ruleKey(rule, zone))
  const least = leastFrom(cut, rule.id)
  return {
    format: 'sightline.trace/1',
    sourceId: source.id,
    trackId: event.trackId,
    ...(from !== null && { judgedFrom: from }),
    ...(least.some((one) => one.least) && { least }),
    start,
    frames: frames.map(({ at, shift, detections, tracks, withheld }) => ({
      at,
      ...(shift && { shift }),
      detections: detections.map((detection) => ({
        class: detection.class,
        score: detection.score,
        box: detection.box,
        ...(detection.appearance && { appearance: detection.appearance }),
        ...(detection.colour && { colour: detection.colour }),
        ...(detection.gesture && { gesture: detection.gesture }),
        ...(detection.stir !== undefined && { stir: detection.stir }),
      })),
      ...(withheld?.includes(event.findingId) && { withheld: true as const }),
      own: ownIn({ tracks, ...(shift && { shift }) }, { trackIds, near: event.box }),
    })),
  }
}

/** The facts of a camera's fault: every look that it rests on. */
export const toFaultTrace = ({ log, source }: FaultRecord): FaultTraceExhibit => ({
  format: 'sightline.trace/1',
  sourceId: source.id,
  trackId: null,
  start: log.start,
  looks: [...log.runs],
  frames: [],
})
