import type { Frame } from '../detection.ts'
import { shift } from '../geometry/box.ts'
import type { Point } from '../geometry/point.ts'

/** A frame of a camera that shakes. `shift`: how far the picture is now from the view in which the zones were drawn. */
export interface ShakenFrame extends Frame {
  readonly shift?: Point
}

/** The frame as the camera at rest would have seen it: what is judged, remembered and told is in that view. */
export function steady({ at, detections, shift: off }: ShakenFrame): Frame {
  if (!off) return { at, detections }
  const back = { x: -off.x, y: -off.y }
  return { at, detections: detections.map((seen) => ({ ...seen, box: shift(seen.box, back) })) }
}
