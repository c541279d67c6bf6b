import type { Detection } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'
import { kindOf } from '@sightline/detectors/tracking/observation'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { around, cut } from './regions.ts'

/** What stands in a zone rises above it, and reaches over its sides. */
const closeUpMargin = { x: 0.05, above: 0.1, below: 0.03 }
/** A close-up enlarges at least twice, on either axis. */
const widestTile = 0.5
/** Of a tile, on either side that another lies on. */
const tileOverlap = 0.1

/**
 * What encloses all the zones and what rises above them, in as few equal tiles as show it about twice as large as the whole
 * picture does: four at most.
 */
export function closeUpsOf(zones: readonly { readonly polygon: readonly Point[] }[]): readonly Box[] {
  if (zones.length === 0) return []
  const { left, top, right, bottom } = around(zones.flatMap(({ polygon }) => polygon))
  const { x, above, below } = closeUpMargin
  const all = cut({ left: left - x, right: right + x, top: top - above, bottom: bottom + below })
  return spans(all.top, all.bottom).flatMap(([from, to]) =>
    spans(all.left, all.right).map(([start, end]) => ({ left: start, right: end, top: from, bottom: to })),
  )
}

/** A stretch in one part or in two that overlap. */
function spans(from: number, to: number): readonly (readonly [number, number])[] {
  const length = to - from
  if (length <= widestTile) return [[from, to]]
  const part = length * (0.5 + tileOverlap / 2)
  return [
    [from, from + part],
    [to - part, to],
  ]
}

/** Two sights of one small thing may lie so far apart: at its size in the whole picture a pixel is much of it. */
const oneThing = 0.4

/** What the whole picture showed, and what close-ups of it did: of two sights of one thing the enlarged one stays. */
export const enlarge = (whole: readonly Detection[], close: readonly Detection[]): readonly Detection[] => [
  ...whole.filter(
    (one) =>
      !close.some((near) => kindOf(near.class) === kindOf(one.class) && iou(near.box, one.box) >= oneThing),
  ),
  ...close,
]
