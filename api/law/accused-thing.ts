import { height, width } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'

/** Where the accused thing was in a judged frame, if it was seen. */
export interface OwnFrame {
  readonly at: number
  readonly own: Box | null
}

/** Of the judged frames that show the accused thing the nearest to a moment, of two the earlier; null: none does. */
export function nearestOwn<T extends OwnFrame>(frames: readonly T[], at: number): T | null {
  const apart = (frame: T): number => Math.abs(frame.at - at)
  return frames
    .filter(({ own }) => own)
    .reduce<T | null>((best, frame) => (best && apart(best) <= apart(frame) ? best : frame), null)
}

/** The shorter side of a box in a picture of this size, whole pixels; no more than the picture has. */
export function shorterSidePx(
  box: Box,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): number {
  const side = Math.min(width(box) * widthPx, height(box) * heightPx, widthPx, heightPx)
  return Math.max(0, Math.round(side))
}
