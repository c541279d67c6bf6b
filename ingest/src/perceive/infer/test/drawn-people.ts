import type { Box, Point } from '@sightline/detectors/geometry/point'
import { chance } from '../../gate/test/drawn-street.ts'
import { summedOf, type StirPicture } from '../stir-picture.ts'

/** Of the drawn pictures, px. */
export const drawnSize = { width: 320, height: 192 }

/** Somebody, or a post of his size; a pose moves head and arms by so many pixels. */
export interface Drawn {
  readonly box: Box
  readonly as: 'person' | 'post'
  readonly pose?: Point
}

export interface DrawnLook {
  readonly things?: readonly Drawn[]
  /** How far the picture is moved, px. */
  readonly shift?: Point
  readonly gain?: number
  readonly offset?: number
  /** Of the sensor, grey levels, standard deviation. */
  readonly noise?: number
  readonly seed?: number
  /** As an encoder's key frame has it: blocks a little off, edges softened. */
  readonly isCoarse?: boolean
  /** Streaks of rain. */
  readonly streaks?: number
  /** Water or leaves over this part, that never rest. */
  readonly restless?: Box
}

const within = ({ left, top, right, bottom }: Box, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom

/** A wall with windows above a road with kerbs; x and y in px. */
function street(x: number, y: number): number {
  if (y > 130) return 120 + 25 * Math.sin(y / 3) * Number(y % 24 < 4) + 12 * Math.sin(x / 7)
  const isWindow = (x + 400) % 26 < 14 && (y + 400) % 30 < 17
  return isWindow ? 60 + 8 * Math.sin(x / 2) : 150 + 6 * Math.sin(x * 1.7 + y)
}

/** A thing's own grey at a place of its box, 0..1 both ways; null: the background shows. */
function bodyAt({ as, pose = { x: 0, y: 0 }, box }: Drawn, x: number, y: number): number | null {
  const [wide, high] = [(box.right - box.left) * drawnSize.width, (box.bottom - box.top) * drawnSize.height]
  const [u, v] = [x / wide, y / high]
  if (as === 'post')
    return Math.abs(u - 0.5) < 0.12 ? 70 : v < 0.22 ? (Math.abs(u - 0.5) < 0.4 ? 200 : null) : null
  const [hu, hv] = [(x - pose.x) / wide, (y - pose.y) / high]
  if (Math.hypot((hu - 0.5) * 2.6, (hv - 0.12) * 8) < 1) return hv < 0.08 ? 40 : 190
  if (v > 0.2 && v < 0.6 && Math.abs(u - 0.5) < 0.3) return 90 + 20 * Math.sin(v * 30)
  const isArm = hv > 0.25 && hv < 0.62 && Math.abs(Math.abs(hu - 0.5) - 0.38) < 0.09
  if (isArm) return 170
  return v >= 0.6 && Math.abs(Math.abs(u - 0.5) - 0.16) < 0.13 ? 55 : null
}

function greyAt(x: number, y: number, { things = [] }: DrawnLook): number {
  for (const thing of things) {
    const [left, top] = [thing.box.left * drawnSize.width, thing.box.top * drawnSize.height]
    if (!within(thing.box, x / drawnSize.width, y / drawnSize.height)) continue
    const grey = bodyAt(thing, x - left, y - top)
    if (grey !== null) return grey
  }
  return street(x, y)
}

const drawings = new Map<string, Float32Array>()

/** Without noise, weather and light: drawn once. */
function drawingOf(look: DrawnLook): Float32Array {
  const { things, shift = { x: 0, y: 0 } } = look
  const key = JSON.stringify([things, shift])
  const known = drawings.get(key) ?? draw(look, shift)
  drawings.set(key, known)
  return Float32Array.from(known)
}

function draw(look: DrawnLook, shift: Point): Float32Array {
  const { width, height } = drawnSize
  const drawn = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const [sx, sy] = [x - shift.x, y - shift.y]
      const mean =
        (greyAt(sx + 0.25, sy + 0.25, look) +
          greyAt(sx + 0.75, sy + 0.25, look) +
          greyAt(sx + 0.25, sy + 0.75, look) +
          greyAt(sx + 0.75, sy + 0.75, look)) /
        4
      drawn[at] = mean
    }
  return drawn
}

/** Waves over a part, others for every seed. In place. */
function ripple(drawn: Float32Array, part: Box, seed: number): void {
  const { width, height } = drawnSize
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      if (within(part, x / width, y / height))
        drawn[at] = (drawn[at] ?? 0) + 30 * Math.sin(x / 3 + seed * 1.9) * Math.sin(y / 2 + seed * 1.3)
}

/** One look at the drawn street. */
export function drawLook(look: DrawnLook): StirPicture {
  const { width, height } = drawnSize
  const { gain = 1, offset = 0, noise = 1.5, seed = 1, restless } = look
  const next = chance(seed)
  const drawn = drawingOf(look)
  if (restless) ripple(drawn, restless, seed)
  for (let n = 0; n < (look.streaks ?? 0); n++) rain(drawn, next)
  if (look.isCoarse) coarsen(drawn, next)
  const data = Uint8Array.from(drawn, (grey) => {
    const grain = noise * Math.sqrt(12) * (next() - 0.5)
    return Math.max(0, Math.min(255, Math.round(grey * gain + offset + grain)))
  })
  return summedOf({ data, width, height })
}

function rain(drawn: Float32Array, next: () => number): void {
  const { width, height } = drawnSize
  const [x, y, length] = [Math.floor(next() * width), Math.floor(next() * height), 6 + next() * 8]
  for (let k = 0; k < length && y + k < height; k++) {
    const at = (y + k) * width + x
    drawn[at] = (drawn[at] ?? 0) + 12
  }
}

function coarsen(drawn: Float32Array, next: () => number): void {
  const { width, height } = drawnSize
  const sharp = Float32Array.from(drawn)
  const blocks = Array.from({ length: (width / 8) * (height / 8) }, () => (next() * 2 - 1) * 2)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const own = sharp[at] ?? 0
      const beside = ((sharp[at - 1] ?? own) + (sharp[at + 1] ?? own)) / 2
      drawn[at] = 0.75 * own + 0.25 * beside + (blocks[(y >> 3) * (width >> 3) + (x >> 3)] ?? 0)
    }
}
