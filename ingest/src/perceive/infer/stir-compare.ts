import type { Box, Point } from '@sightline/detectors/geometry/point'
import type { StirPicture } from './stir-picture.ts'

/** Two pictures of one size. */
export interface Compared {
  readonly now: StirPicture
  readonly then: StirPicture
  /** How far the later picture lies off the earlier one, px: the camera shook. */
  readonly off: Point
}

/** Pixels of the later picture beside the same of the earlier one, in sums of nine. */
export interface Pixels {
  readonly count: number
  /** Of so many that lie in the part. */
  readonly of: number
  /** As bright as they were. */
  readonly before: Float32Array
  readonly change: Float32Array
  /** How steep the brightness is there, in either picture. */
  readonly edge: Float32Array
}

/** A part of the picture, of which some pixels are wanted. `most`: of a larger part only every so many-th, both ways. */
export interface Part {
  readonly box: Box
  readonly isWanted: (x: number, y: number) => boolean
  readonly most: number
}

/** Only pixels for which both pictures have neighbours. */
export function pixelsOf({ now, then, off }: Compared, { box, isWanted, most }: Part): Pixels {
  const { width, height, sums } = now
  const earlier = lookup(then, off)
  const [left, right] = span(box.left, box.right, { size: width, off: off.x })
  const [top, bottom] = span(box.top, box.bottom, { size: height, off: off.y })
  const step = Math.max(1, Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / most)))
  const room = Math.ceil((right - left) / step) * Math.ceil((bottom - top) / step)
  const [before, change, edge] = [new Float32Array(room), new Float32Array(room), new Float32Array(room)]
  const back = Math.round(-off.y) * width + Math.round(-off.x)
  let [count, of] = [0, 0]
  for (let y = top; y < bottom; y += step)
    for (let x = left; x < right; x += step) {
      of++
      if (!isWanted(x, y)) continue
      const at = y * width + x
      const was = earlier(x, y)
      before[count] = was
      change[count] = (sums[at] ?? 0) - was
      edge[count] = Math.max(edgeAt(sums, at, width), edgeAt(then.sums, at + back, width))
      count++
    }
  return { count, of, before, change, edge }
}

interface Side {
  readonly size: number
  readonly off: number
}

/** Whole pixels from one share of a side to another, two off either edge of both pictures. */
function span(from: number, to: number, { size, off }: Side): readonly [number, number] {
  const first = Math.max(2, Math.ceil(2 + off), Math.round(from * size))
  const last = Math.min(size - 2, Math.floor(size - 3 + off), Math.round(to * size))
  return [first, Math.max(first, last)]
}

const edgeAt = (sums: Uint16Array, at: number, width: number): number =>
  Math.abs((sums[at + 1] ?? 0) - (sums[at - 1] ?? 0)) +
  Math.abs((sums[at + width] ?? 0) - (sums[at - width] ?? 0))

/** The earlier picture where the later one has a pixel; between pixels where the camera moved by less than one. */
function lookup({ sums, width }: StirPicture, off: Point): (x: number, y: number) => number {
  const [left, up] = [Math.floor(-off.x), Math.floor(-off.y)]
  const [fx, fy] = [-off.x - left, -off.y - up]
  const by = up * width + left
  if (fx === 0 && fy === 0) return (x, y) => sums[y * width + x + by] ?? 0
  return (x, y) => {
    const at = y * width + x + by
    const upper = (sums[at] ?? 0) * (1 - fx) + (sums[at + 1] ?? 0) * fx
    const lower = (sums[at + width] ?? 0) * (1 - fx) + (sums[at + width + 1] ?? 0) * fx
    return upper * (1 - fy) + lower * fy
  }
}
