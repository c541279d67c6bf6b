import { areaOf } from '../raster/raster.ts'
import type { Area, Raster } from '../raster/raster.ts'
import type { Box } from '@sightline/detectors/geometry/point'

/** So few patches on the shorter side of what is hidden that nobody is known by them; each is of one colour, its mean. */
const patches = 4

/** A copy in which these regions, in 0..1, are only patches: the pixels themselves are gone, not veiled. */
export function hideIn(picture: Raster, regions: readonly Box[]): Raster {
  const data = Uint8Array.from(picture.data)
  const hidden = { ...picture, data }
  for (const region of regions) {
    const area = areaOf(region, picture)
    const side = Math.max(1, Math.ceil(Math.min(area.width, area.height) / patches))
    for (const patch of patchesOf(area, side)) fill(hidden, patch)
  }
  return hidden
}

function* patchesOf({ x, y, width, height }: Area, side: number): Generator<Area> {
  for (let top = y; top < y + height; top += side)
    for (let left = x; left < x + width; left += side)
      yield {
        x: left,
        y: top,
        width: Math.min(side, x + width - left),
        height: Math.min(side, y + height - top),
      }
}

function fill({ data, width }: Raster, patch: Area): void {
  const sum = [0, 0, 0]
  eachPixel(patch, width, (at) => {
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (data[at + c] ?? 0)
  })
  const count = patch.width * patch.height
  eachPixel(patch, width, (at) => {
    for (let c = 0; c < 3; c++) data[at + c] = Math.round((sum[c] ?? 0) / count)
  })
}

function eachPixel({ x, y, width, height }: Area, rowWidth: number, visit: (at: number) => void): void {
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) visit((row * rowWidth + column) * 3)
}
