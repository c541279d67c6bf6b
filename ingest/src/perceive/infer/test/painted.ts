import sharp from 'sharp'
import type { Raster } from '@sightline/models/raster/raster'
import type { Draw } from '../../../../../infra/dev/simulator/render/draw.ts'
import { createPainter } from '../../../../../infra/dev/simulator/render/painter.ts'
import { planesOf } from '../../../../../infra/dev/simulator/render/planes.ts'
import { canvas, type Scene } from '../../../../../infra/dev/simulator/scene.ts'
import { detail } from './fire-stages.ts'

const within = (value: number): number => Math.min(255, Math.max(0, value))

/** A drawn scene's first camera, uncoded, as pictures of `detail`'s size. */
export async function* painted(
  draw: Draw,
  scene: Scene,
  { from, everySeconds, looks }: { from: number; everySeconds: number; looks: number },
): AsyncGenerator<Raster> {
  const view = scene.cameras[0]?.view
  if (!view) throw new Error(`scene ${scene.id} has no camera`)
  const painter = await createPainter(scene, view, draw)
  for (let look = 0; look < looks; look++) {
    const frame = await painter.frame(from + look * everySeconds, look)
    const data = await sharp(toRgb(frame), { raw: { ...canvas, channels: 3 } })
      .resize(detail.width, detail.height, { fit: 'fill' })
      .raw()
      .toBuffer()
    yield { ...detail, data }
  }
}

/** Limited range, BT.709. */
function toRgb(frame: Buffer): Buffer {
  const { width, height, y, u, v } = planesOf(frame, canvas)
  const rgb = Buffer.alloc(width * height * 3)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = row * width + column
      const half = (row >> 1) * (width >> 1) + (column >> 1)
      const [light, blue, red] = [1.164 * ((y[at] ?? 0) - 16), (u[half] ?? 0) - 128, (v[half] ?? 0) - 128]
      rgb[at * 3] = within(light + 1.793 * red)
      rgb[at * 3 + 1] = within(light - 0.213 * blue - 0.533 * red)
      rgb[at * 3 + 2] = within(light + 2.112 * blue)
    }
  return rgb
}
