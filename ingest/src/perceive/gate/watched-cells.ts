import type { Point } from '@sightline/detectors/geometry/point'

/** Luma pixels per side of the cells in which motion is sought. */
export const cellPx = 8

/** 1 for each cell in which motion counts, row by row. */
export type WatchedCells = Uint8Array

/** So far around a zone motion counts too, as a share of the picture: what is about to enter, and the upper part of what stands in it. */
const margin = 0.1

/** Of a luma picture of this size: the cells that the zones' bounding boxes reach. Null, without zones: all of them. */
export function watchedCells(
  zones: readonly (readonly Point[])[],
  { width, height }: { readonly width: number; readonly height: number },
): WatchedCells | null {
  if (zones.length === 0) return null
  const [columns, rows] = [Math.floor(width / cellPx), Math.floor(height / cellPx)]
  const boxes = zones.map((polygon) => around(polygon))
  return Uint8Array.from({ length: columns * rows }, (_, cell) => {
    const [left, top] = [((cell % columns) * cellPx) / width, (Math.floor(cell / columns) * cellPx) / height]
    const [right, bottom] = [left + cellPx / width, top + cellPx / height]
    const isReached = boxes.some(
      (box) => left < box.right && right > box.left && top < box.bottom && bottom > box.top,
    )
    return isReached ? 1 : 0
  })
}

function around(polygon: readonly Point[]) {
  const [xs, ys] = [polygon.map(({ x }) => x), polygon.map(({ y }) => y)]
  return {
    left: Math.min(...xs) - margin,
    right: Math.max(...xs) + margin,
    top: Math.min(...ys) - margin,
    bottom: Math.max(...ys) + margin,
  }
}
