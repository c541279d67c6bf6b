import { grow, height, width } from '@sightline/detectors/geometry/box'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import type { PlateReader } from '@sightline/models/plates/open-plate-reader'
import type { Raster } from '@sightline/models/raster/raster'

/** Where a plate is in a picture, 0..1, and what was read on it; '': nothing. */
export interface FoundPlate {
  readonly box: Box
  readonly text: string
}

/** Of the whole picture, in parts with what overlaps: a plate on a vehicle that no model saw is found in these. */
const tiles: readonly Box[] = [0, 0.3, 0.6].flatMap((left) =>
  [0, 0.3, 0.6].map((top) => ({ left, top, right: left + 0.4, bottom: top + 0.4 })),
)
const whole: Box = { left: 0, top: 0, right: 1, bottom: 1 }
/** A detector cuts bumpers off. */
const margin = 0.1

const clipped = ({ left, top, right, bottom }: Box): Box => ({
  left: Math.max(0, left),
  top: Math.max(0, top),
  right: Math.min(1, right),
  bottom: Math.min(1, bottom),
})

const boxOf = (corners: readonly Point[]): Box =>
  clipped({
    left: Math.min(...corners.map(({ x }) => x)),
    top: Math.min(...corners.map(({ y }) => y)),
    right: Math.max(...corners.map(({ x }) => x)),
    bottom: Math.max(...corners.map(({ y }) => y)),
  })

const around = (box: Box): Box => clipped(grow(box, { x: width(box) * margin, y: height(box) * margin }))

/** Every plate that is found in the picture, in its parts, or on one of the vehicles; the same one may be told twice. */
export async function findPlates(
  reader: Pick<PlateReader, 'read'>,
  picture: Raster,
  vehicles: readonly Box[],
): Promise<FoundPlate[]> {
  const plates: FoundPlate[] = []
  const parts = vehicles.map(around).filter((box) => width(box) > 0 && height(box) > 0)
  for (const region of [whole, ...tiles, ...parts]) {
    for (const { corners, text } of await reader.read(picture, region))
      plates.push({ box: boxOf(corners), text: text.slice(0, 40) })
  }
  return plates
}
