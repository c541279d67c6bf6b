import { contains } from '@sightline/detectors/geometry/polygon'
import type { Point } from '@sightline/detectors/geometry/point'
import type { Raster } from './mosaic.ts'

/** Of one colour: that something is masked is to be seen. */
const grey = [92, 92, 92]

const spanOf = (values: readonly number[], sizePx: number) => ({
  from: Math.max(0, Math.floor(Math.min(...values) * sizePx)),
  to: Math.min(sizePx, Math.ceil(Math.max(...values) * sizePx)),
})

function coverShape({ width, height, data }: Raster, shape: readonly Point[]): void {
  const across = spanOf(
    shape.map(({ x }) => x),
    width,
  )
  const down = spanOf(
    shape.map(({ y }) => y),
    height,
  )
  const isIn = (x: number, y: number): boolean =>
    contains(shape, { x: (x + 0.5) / width, y: (y + 0.5) / height })
  for (let y = down.from; y < down.to; y++)
    for (let x = across.from; x < across.to; x++) if (isIn(x, y)) data.set(grey, (y * width + x) * 3)
}

/** Every pixel whose middle is within one of the shapes (0..1), in place. */
export function coverShapes(raster: Raster, shapes: readonly (readonly Point[])[]): void {
  for (const shape of shapes) coverShape(raster, shape)
}
