import type { Frame } from '../detection.ts'
import { shift } from '../geometry/box.ts'
import type { Box, Point } from '../geometry/point.ts'

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

type Shaken = { readonly shift?: Point | undefined }

/** A box of the view at rest, where the frame shows it. */
export const asSeen = (box: Box, { shift: off }: Shaken): Box => (off ? shift(box, off) : box)

/** An outline drawn in the view at rest, where the frame shows it. */
export const outlineAsSeen = (outline: readonly Point[], { shift: off }: Shaken): readonly Point[] =>
  off ? outline.map(({ x, y }) => ({ x: x + off.x, y: y + off.y })) : outline
