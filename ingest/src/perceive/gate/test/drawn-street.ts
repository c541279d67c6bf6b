import type { Luma } from '@sightline/infra/platform/pixels/luma'

/** A rectangle of stripes in the picture, luma px. */
export interface Passing {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface StreetView {
  /** How far the picture is moved, luma px; parts of a px count. */
  readonly x?: number
  readonly y?: number
  /** Of the sensor, grey levels, standard deviation; and its seed. */
  readonly noise?: number
  readonly seed?: number
  readonly gain?: number
  readonly passing?: readonly Passing[]
}

const size = { width: 160, height: 90 }
/** The street is drawn so much finer than it is seen, and wider by the edge. */
const finer = 4
const edge = 140
const world = { width: size.width * finer + 2 * edge, height: size.height * finer + 2 * edge }

/** Mulberry32. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const street = ((): Float32Array => {
  const next = chance(3)
  const drawn = new Float32Array(world.width * world.height).fill(120)
  for (let n = 0; n < 200; n++) {
    const [left, top] = [Math.floor(next() * world.width), Math.floor(next() * world.height)]
    const [right, bottom] = [left + 10 + Math.floor(next() * 80), top + 8 + Math.floor(next() * 50)]
    const grey = 40 + next() * 170
    for (let y = top; y < Math.min(world.height, bottom); y++)
      drawn.fill(grey, y * world.width + left, y * world.width + Math.min(world.width, right))
  }
  return drawn
})()

/** Between the points of the fine drawing; `x` and `y` in its px. */
function greyAt(x: number, y: number): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)]
  const [fx, fy] = [x - x0, y - y0]
  const at = y0 * world.width + x0
  const row = (from: number): number => (street[from] ?? 0) * (1 - fx) + (street[from + 1] ?? 0) * fx
  return row(at) * (1 - fy) + row(at + world.width) * fy
}

/** A street front of many rectangles, every fourth px of it, as a luma plane is. */
export function drawStreet({
  x = 0,
  y = 0,
  noise = 3,
  seed = 1,
  gain = 1,
  passing = [],
}: StreetView = {}): Luma {
  const next = chance(seed)
  const data = new Uint8Array(size.width * size.height)
  for (let row = 0, at = 0; row < size.height; row++)
    for (let column = 0; column < size.width; column++, at++) {
      const isHidden = passing.some(
        ({ left, top, width, height }) =>
          column >= left && column < left + width && row >= top && row < top + height,
      )
      const stripes =
        200 + 20 * ((Math.floor((column - (passing[0]?.left ?? 0)) / 3) % 2) + (Math.floor(row / 5) % 2))
      const grey = isHidden ? stripes : greyAt(edge + (column - x) * finer, edge + (row - y) * finer)
      const grain = (next() + next() + next() + next() - 2) * Math.sqrt(3) * noise
      data[at] = Math.max(0, Math.min(255, Math.round(grey * gain + grain)))
    }
  return { data, ...size }
}

export const drawWall = (seed: number): Luma => {
  const next = chance(seed)
  return { data: Uint8Array.from({ length: size.width * size.height }, () => 118 + next() * 5), ...size }
}
