import { centre, height, width } from '@sightline/detectors/geometry/box'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { crop, paste, plain } from '../raster/raster.ts'
import type { Area, Raster } from '../raster/raster.ts'

/** Arms reach out of a box that was cut close. */
const room = 1.25

/** A square of pixels around a person; of a person at the edge of the picture it reaches beyond. */
export interface PersonCrop {
  readonly raster: Raster
  /** From 0..1 of the square to 0..1 of the picture. */
  readonly toPicture: (point: Point) => Point
}

/**
 * What a pose model is shown of a person: the person is in its middle, for it tells of who is nearest to that. What lies
 * outside the picture is black. `content` is where in the raster the camera's picture lies.
 */
export function cropOfPerson(raster: Raster, content: Area, person: Box): PersonCrop {
  const side = Math.max(
    1,
    Math.round(Math.max(width(person) * content.width, height(person) * content.height) * room),
  )
  const middle = centre(person)
  const left = Math.round(middle.x * content.width - side / 2)
  const top = Math.round(middle.y * content.height - side / 2)
  const square = plain({ width: side, height: side }, 0)
  const from = { x: Math.max(0, left), y: Math.max(0, top) }
  const size = {
    width: Math.min(content.width, left + side) - from.x,
    height: Math.min(content.height, top + side) - from.y,
  }
  if (size.width > 0 && size.height > 0) {
    const part = crop(raster, { x: content.x + from.x, y: content.y + from.y, ...size })
    paste(square, part, { x: from.x - left, y: from.y - top })
  }
  return {
    raster: square,
    toPicture: ({ x, y }) => ({ x: (left + x * side) / content.width, y: (top + y * side) / content.height }),
  }
}
