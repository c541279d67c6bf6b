import type { Box } from '@sightline/detectors/geometry/point'
import type { Size } from '../letterbox.ts'

/** A picture in memory: rgb24, row by row, three bytes a pixel. */
export interface Raster extends Size {
  readonly data: Uint8Array
}

/** A place in a raster, in pixels; the middle of the first pixel is (0.5, 0.5). */
export interface Pixel {
  readonly x: number
  readonly y: number
}

/** A part of a raster in whole pixels. */
export interface Area extends Size {
  readonly x: number
  readonly y: number
}

/** A raster of one grey. */
export const plain = (size: Size, grey: number): Raster => ({
  ...size,
  data: new Uint8Array(size.width * size.height * 3).fill(grey),
})

/** The pixels that a box of 0..1 touches, at least one. */
export function areaOf(box: Box, { width, height }: Size): Area {
  const x = Math.min(width - 1, Math.max(0, Math.floor(box.left * width)))
  const y = Math.min(height - 1, Math.max(0, Math.floor(box.top * height)))
  const right = Math.min(width, Math.max(x + 1, Math.ceil(box.right * width)))
  const bottom = Math.min(height, Math.max(y + 1, Math.ceil(box.bottom * height)))
  return { x, y, width: right - x, height: bottom - y }
}

/** A copy of a part. */
export function crop(raster: Raster, { x, y, width, height }: Area): Raster {
  const data = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * raster.width + x) * 3
    data.set(raster.data.subarray(from, from + width * 3), row * width * 3)
  }
  return { width, height, data }
}

/** Puts one raster into another, in place; it must fit. */
export function paste(onto: Raster, raster: Raster, { x, y }: Pixel): void {
  for (let row = 0; row < raster.height; row++) {
    const from = row * raster.width * 3
    onto.data.set(raster.data.subarray(from, from + raster.width * 3), ((y + row) * onto.width + x) * 3)
  }
}
