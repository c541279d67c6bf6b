import { toLinear, toRgb, type Rgb } from '@sightline/detectors/clothing/lab'
import type { Box, Point } from '@sightline/detectors/geometry/point'

/** A picture's pixels, four bytes each, as a canvas gives them. */
export interface Pixels {
  readonly data: ArrayLike<number>
  readonly width: number
  readonly height: number
}

/** Half the side of what a click reads, as a share of the picture's width: a few pixels of cloth, not of its edge. */
const reach = 0.006

/** The square around a click, cut at the edges of the picture. */
export function patchAround(
  { x, y }: Point,
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  by = reach,
): Box {
  const above = (by * width) / height
  return {
    left: Math.max(0, x - by),
    right: Math.min(1, x + by),
    top: Math.max(0, y - above),
    bottom: Math.min(1, y + above),
  }
}

export const wholePicture: Box = { left: 0, top: 0, right: 1, bottom: 1 }

/** The mean light of a part of a picture, as a colour: what the worker reads there in the same picture. */
export function meanColour({ data, width, height }: Pixels, { left, top, right, bottom }: Box): Rgb {
  const sum = [0, 0, 0]
  let count = 0
  const from = { x: Math.floor(left * width), y: Math.floor(top * height) }
  const to = {
    x: Math.max(from.x + 1, Math.ceil(right * width)),
    y: Math.max(from.y + 1, Math.ceil(bottom * height)),
  }
  for (let y = from.y; y < Math.min(height, to.y); y++)
    for (let x = from.x; x < Math.min(width, to.x); x++) {
      const at = (y * width + x) * 4
      const light = toLinear([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])
      for (const [c, share] of light.entries()) sum[c] = (sum[c] ?? 0) + share
      count += 1
    }
  const [r = 0, g = 0, b = 0] = sum.map((light) => light / Math.max(1, count))
  return toRgb([r, g, b])
}
