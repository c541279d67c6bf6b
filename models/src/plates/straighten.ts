import type { Size } from '../letterbox.ts'
import { crop, paste, plain } from '../raster/raster.ts'
import type { Pixel, Raster } from '../raster/raster.ts'
import { rectify } from '../raster/rectify.ts'
import type { Corners } from '../raster/rectify.ts'
import { resize } from '../raster/resize.ts'

/** What the reader takes: one line, at most so wide. */
export const line: Size = { width: 320, height: 48 }

/** Width and height of a plate as it stands in the picture, in pixels: the longer of each two opposite sides. */
export function sizeOf([topLeft, topRight, bottomRight, bottomLeft]: Corners): Size {
  const length = (a: Pixel, b: Pixel) => Math.hypot(a.x - b.x, a.y - b.y)
  return {
    width: Math.max(length(topLeft, topRight), length(bottomLeft, bottomRight)),
    height: Math.max(length(topLeft, bottomLeft), length(topRight, bottomRight)),
  }
}

/** The plate seen from the front, at the size it has, or as high as the reader's line where it is smaller. */
export function straighten(picture: Raster, corners: Corners): Raster | null {
  const size = sizeOf(corners)
  const scale = Math.max(1, line.height / size.height)
  const whole = (length: number) => Math.max(1, Math.min(2000, Math.round(length * scale)))
  return rectify(picture, corners, { width: whole(size.width), height: whole(size.height) })
}

/** A plate of one row as the reader's line: as high as it, its own shape, cut nowhere. */
export function oneRow(plate: Raster): Raster {
  const width = Math.round((plate.width * line.height) / plate.height)
  return resize(plate, { width: Math.min(line.width, Math.max(line.height, width)), height: line.height })
}

/**
 * A plate of two rows as one line: the upper 5/12 and, because the cut differs between kinds of plate, the lower 2/3,
 * side by side. The upper row's characters are squat (GA 36-2018: 80 x 60 mm beside 65 x 110 mm) and are narrowed.
 */
export function twoRows(plate: Raster): Raster {
  const { width, height } = plate
  const cut = Math.round(height / 3)
  const upper = crop(plate, { x: 0, y: 0, width, height: Math.max(1, Math.round((height * 5) / 12)) })
  const lower = crop(plate, { x: 0, y: cut, width, height: Math.max(1, height - cut) })
  const lowerWidth = Math.min(200, Math.max(140, Math.round((lower.width * line.height) / lower.height)))
  const upperWidth = Math.round(lowerWidth * 0.6)
  const joined = plain({ width: upperWidth + lowerWidth, height: line.height }, 0)
  paste(joined, resize(upper, { width: upperWidth, height: line.height }), { x: 0, y: 0 })
  paste(joined, resize(lower, { width: lowerWidth, height: line.height }), { x: upperWidth, y: 0 })
  return joined
}
