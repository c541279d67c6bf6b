import { area } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import type { TraceFrame } from './read-finding.ts'

/** A picture further from every judged frame shows something else: who walks is a step away. */
const nearestMs = 300
/** What was seen so shortly before and after is hidden too: models miss one frame in a few. */
const aroundMs = 1_000

export interface SightAt {
  /** The judged frame of the picture itself. */
  readonly frame: TraceFrame
  readonly seen: TraceFrame['detections']
}

/** What was seen in the picture of this moment; null where no judged frame says. `frames` are in the order of time. */
export function sightAt(frames: readonly TraceFrame[], at: number): SightAt | null {
  const near = frames.filter((frame) => Math.abs(frame.at - at) <= aroundMs)
  const [frame] = near.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))
  if (!frame || Math.abs(frame.at - at) > nearestMs) return null
  return { frame, seen: near.flatMap(({ detections }) => detections) }
}

/** The box in pixels of the picture as COCO writes it, within the picture; null: nothing of it is. */
export function toPixels(
  { left, top, right, bottom }: Box,
  { width, height }: { readonly width: number; readonly height: number },
): [number, number, number, number] | null {
  const within = (value: number): number => Math.max(0, Math.min(1, value))
  const box = { left: within(left), top: within(top), right: within(right), bottom: within(bottom) }
  if (area(box) === 0) return null
  const round = (px: number): number => Math.round(px * 100) / 100
  const [x, y] = [round(box.left * width), round(box.top * height)]
  return [x, y, round(box.right * width - x), round(box.bottom * height - y)]
}
