import { toLinear, toRgb, type Linear, type Rgb } from '@sightline/detectors/clothing/lab'
import type { Box } from '@sightline/detectors/geometry/point'
import { within } from '@sightline/models/raster/content'
import type { Area } from '@sightline/models/raster/raster'
import { rasterOf, type SharedPart } from '@sightline/models/raster/shared-part'
import { cut } from './regions.ts'

interface Shown {
  readonly picture: SharedPart
  /** Where in it the camera's picture lies. */
  readonly content: Area
}

/** So many samples along each side at most: a colour needs no more. */
const mostAlong = 20
const whole: Box = { left: 0, top: 0, right: 1, bottom: 1 }

/** Pixels of a region of the camera's picture, evenly spread; none where it lies outside. */
export function pixelsIn({ picture, content }: Shown, region: Box): Rgb[] {
  const inside = cut(region)
  if (inside.left >= inside.right || inside.top >= inside.bottom) return []
  const { data, width } = rasterOf(picture)
  const area = within(content, inside)
  const rows = spread(area.y, area.height)
  const columns = spread(area.x, area.width)
  return rows.flatMap((y) =>
    columns.map((x): Rgb => {
      const at = (y * width + x) * 3
      return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
    }),
  )
}

/** The middles of at most so many equal parts of a stretch. */
function spread(from: number, length: number): number[] {
  const count = Math.min(length, mostAlong)
  return Array.from({ length: count }, (_, i) => from + Math.floor(((i + 0.5) * length) / count))
}

/** The mean light of a place, or of the whole picture, as a colour; null where there is none of it. */
export function meanColour(shown: Shown, place: Box | null): Rgb | null {
  const pixels = pixelsIn(shown, place ?? whole)
  if (pixels.length === 0) return null
  const sum = [0, 0, 0]
  for (const pixel of pixels)
    for (const [c, light] of toLinear(pixel).entries()) sum[c] = (sum[c] ?? 0) + light
  const [r = 0, g = 0, b = 0] = sum.map((light) => light / pixels.length)
  const mean: Linear = [r, g, b]
  return toRgb(mean)
}
