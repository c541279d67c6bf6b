import type { Box } from '@sightline/detectors/geometry/point'
import { crop, paste, plain, type Raster } from '../raster/raster.ts'
import { resize } from '../raster/resize.ts'

/**
 * A photograph so small, or so large, that a thing in it (x, y, width, height in its pixels) is so high, in the middle of a
 * picture of this size; and where the thing is then, 0..1.
 */
export function placed(
  photo: Raster,
  [x, y, w, h]: readonly number[],
  { size, highPx }: { readonly size: { width: number; height: number }; readonly highPx: number },
): { picture: Raster; box: Box } {
  const scale = highPx / h!
  const all = resize(photo, {
    width: Math.round(photo.width * scale),
    height: Math.round(photo.height * scale),
  })
  const left = Math.round(size.width / 2 - (x! + w! / 2) * scale)
  const top = Math.round(size.height / 2 - (y! + h! / 2) * scale)
  const from = { x: Math.max(0, -left), y: Math.max(0, -top) }
  const at = { x: Math.max(0, left), y: Math.max(0, top) }
  const part = {
    width: Math.min(all.width - from.x, size.width - at.x),
    height: Math.min(all.height - from.y, size.height - at.y),
  }
  const picture = plain(size, 100)
  paste(picture, crop(all, { ...from, ...part }), at)
  const sides = [left + x! * scale, top + y! * scale, left + (x! + w!) * scale, top + (y! + h!) * scale]
  return {
    picture,
    box: {
      left: sides[0]! / size.width,
      top: sides[1]! / size.height,
      right: sides[2]! / size.width,
      bottom: sides[3]! / size.height,
    },
  }
}
