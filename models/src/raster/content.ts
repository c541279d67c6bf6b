import type { Box } from '@sightline/detectors/geometry/point'
import { areaOf } from './raster.ts'
import type { Area } from './raster.ts'

/** The pixels of a region of the camera's picture, where that is a part of a larger one that also holds bars. */
export function within(content: Area, region: Box): Area {
  const { x, y, ...size } = areaOf(region, content)
  return { ...size, x: content.x + x, y: content.y + y }
}
