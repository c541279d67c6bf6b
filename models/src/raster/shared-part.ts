import type { Box } from '@sightline/detectors/geometry/point'
import { areaOf, crop } from './raster.ts'
import type { Area, Raster } from './raster.ts'

/** A part of a picture in memory that a worker thread sees too. */
export interface SharedPart {
  readonly data: SharedArrayBuffer
  readonly width: number
  readonly height: number
}

const whole: Box = { left: 0, top: 0, right: 1, bottom: 1 }

/** Copies a part of a picture, the whole of it where no region is given; the caller may use the picture's memory again. */
export function sharePart(picture: Raster, region: Box = whole): { part: SharedPart; area: Area } {
  const area = areaOf(region, picture)
  const { data, width, height } = crop(picture, area)
  const shared = new SharedArrayBuffer(data.length)
  new Uint8Array(shared).set(data)
  return { part: { data: shared, width, height }, area }
}

/** The same memory as a raster. */
export const rasterOf = ({ data, width, height }: SharedPart): Raster => ({
  width,
  height,
  data: new Uint8Array(data),
})
