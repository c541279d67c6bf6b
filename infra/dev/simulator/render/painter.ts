import { generator } from '../random.ts'
import { canvas, clipBox, viewAt, type Scene, type View } from '../scene.ts'
import { sprites } from '../sprites/sprites.ts'
import { boxOf, placementsAt, type Placement } from '../truth.ts'
import type { Draw } from './draw.ts'
import { noiseCopies } from './groups.ts'
import { emptyFrame, paste, planesOf, toCutOut, type CutOut, type Planes } from './planes.ts'
import { dim, moved, rainOver } from './weather.ts'

const even = (value: number): number => 2 * Math.round(value / 2)
const evenUp = (value: number): number => 2 * Math.ceil(value / 2)

/** Width and height of a patch of flickering light, in pixels. */
const patch = 80

/**
 * Light that flickers a little in some places, as through leaves: coarse enough to survive scaling and coding, where
 * fine grain alone is coded away and a still scene would look like a frozen camera. Fills a row of it.
 */
function flicker(
  width: number,
  height: number,
  random: () => number,
): (y: number, row: Float32Array) => void {
  const columns = Math.ceil(width / patch) + 2
  const grid = Float32Array.from({ length: columns * (Math.ceil(height / patch) + 2) }, () =>
    random() < 0.12 ? (random() - 0.5) * 14 : 0,
  )
  return (y, row) => {
    const above = Math.floor(y / patch)
    const dy = y / patch - above
    const at = (column: number): number => {
      const cell = above * columns + column
      return (grid[cell] ?? 0) * (1 - dy) + (grid[cell + columns] ?? 0) * dy
    }
    for (let column = 0; column * patch < width; column++) {
      const [from, to] = [at(column), at(column + 1)]
      const end = Math.min(patch, width - column * patch)
      for (let dx = 0; dx < end; dx++) row[column * patch + dx] = from + ((to - from) * dx) / patch
    }
  }
}

/**
 * The empty view with other sensor noise and light for each of so many copies: a still scene is never bit-identical. Each is
 * made when it is first asked for.
 */
function noisyCopies(planes: Planes, count: number, strength: number): (copy: number) => Buffer {
  const { width, height } = planes
  const random = generator(width)
  const noise = Int8Array.from({ length: 65_521 }, () =>
    Math.round((random() + random() + random() - 1.5) * strength),
  )
  const copies = Array.from({ length: count }, () => {
    const shift = Math.floor(random() * noise.length)
    return { shift, light: flicker(width, height, random), made: null as Buffer | null }
  })
  return (index) => {
    const copy = copies[index % count]
    if (!copy) throw new Error(`no copy ${index} of ${count}`)
    copy.made ??= noisy(planes, noise, copy)
    return copy.made
  }
}

interface Noise {
  readonly shift: number
  readonly light: (y: number, row: Float32Array) => void
}

function noisy(planes: Planes, noise: Int8Array, { shift, light }: Noise): Buffer {
  const { width, height } = planes
  const { buffer, planes: target } = emptyFrame(width, height)
  const row = new Float32Array(width)
  for (let y = 0; y < height; y++) {
    light(y, row)
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const grain = (noise[(i + shift) % noise.length] ?? 0) + (row[x] ?? 0)
      target.y[i] = Math.min(235, Math.max(16, (planes.y[i] ?? 16) + grain + 0.5))
    }
  }
  target.u.set(planes.u)
  target.v.set(planes.v)
  return buffer
}

/** Paints frames of one view. */
export interface Painter {
  /** The frame at a second of the loop; `index` chooses the noise. The buffer is the caller's to keep. */
  readonly frame: (seconds: number, index: number) => Promise<Buffer>
}

/** Draws a sprite once per size, look and pose. */
function createCutOuts(
  draw: Draw,
  { zoom, light }: { zoom: number; light: number },
): (placement: Placement) => Promise<CutOut> {
  const drawn = new Map<string, Promise<CutOut>>()
  return ({ actor, scale, phase }) => {
    const look = actor.look ?? {}
    const key = JSON.stringify([actor.sprite, look, actor.flip ?? false, scale, phase])
    const known = drawn.get(key)
    if (known) return known
    const { width, height, draw: art, glows } = sprites[actor.sprite]
    const size = { width: evenUp(width * scale * zoom), height: evenUp(height * scale * zoom) }
    const mirror = actor.flip ? ` transform="translate(${width},0) scale(-1,1)"` : ''
    const inner = `<g${mirror}>${art(look, phase)}</g>`
    const made = draw(svg(size, `0 0 ${width} ${height}`, inner)).then((bitmap) => {
      const cut = toCutOut(bitmap)
      if (light < 1 && !glows) dim(cut, light)
      return cut
    })
    drawn.set(key, made)
    return made
  }
}

const svg = ({ width, height }: { width: number; height: number }, viewBox: string, inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}" preserveAspectRatio="none">${inner}</svg>`

/** A dark picture is a noisy one. */
const noiseAt = (light: number): number => 3 * (1 + 2 * (1 - light))

/** The empty view in the light of the day, many times over. */
async function drawBackdrops(scene: Scene, view: View, draw: Draw): Promise<(copy: number) => Buffer> {
  const window = [view.left * canvas.width, view.top * canvas.height, canvas.width * view.width]
  const empty = toCutOut(
    await draw(svg(canvas, `${window.join(' ')} ${canvas.height * view.width}`, scene.backdrop)),
  )
  const { light } = scene.weather ?? still
  if (light < 1) dim(empty, light)
  return noisyCopies(empty, noiseCopies, noiseAt(light))
}

const still = { light: 1, rain: 0, sway: 0 }

/** Draws the backdrop once and every sprite once per size and pose; a frame is then only copying. */
export async function createPainter(scene: Scene, view: View, draw: Draw): Promise<Painter> {
  const zoom = 1 / view.width
  const { light, rain } = scene.weather ?? still
  const backdrop = await drawBackdrops(scene, view, draw)
  const cutOut = createCutOuts(draw, { zoom, light })
  return {
    frame: async (seconds, index) => {
      const empty = backdrop(index)
      const buffer = Buffer.from(empty)
      const planes = planesOf(buffer, canvas)
      const now = viewAt(scene, view, seconds)
      const [left, top] = [now.left * canvas.width, now.top * canvas.height]
      if (now !== view)
        moved(planesOf(empty, canvas), planes, {
          x: (view.left * canvas.width - left) * zoom,
          y: (view.top * canvas.height - top) * zoom,
        })
      for (const placement of placementsAt(scene, seconds)) {
        if (!clipBox(boxOf(placement, now))) continue
        const { actor, x, y, scale } = placement
        const { width, foot } = sprites[actor.sprite]
        const footX = actor.flip ? width - foot.x : foot.x
        paste(planes, await cutOut(placement), {
          left: even((x * canvas.width - footX * scale - left) * zoom),
          top: even(((y - (actor.rise ?? 0)) * canvas.height - foot.y * scale - top) * zoom),
        })
      }
      if (rain > 0) rainOver(planes, rain, index)
      return buffer
    },
  }
}
