import type { Luma } from '@sightline/infra/platform/pixels/luma'

/** A part of the picture that says something about where the camera points. */
export interface Tile {
  readonly left: number
  readonly top: number
  /** Sums of the products of the slopes over the tile: how sharply a move of the picture shows in it, and which way. */
  readonly xx: number
  readonly xy: number
  readonly yy: number
  /** 0..3: left or right, above or below. */
  readonly quarter: number
}

/** Grey with its slopes, softened: a luma plane is every n-th pixel, and its hard edges lie. */
export interface Slopes {
  readonly grey: Float32Array
  readonly across: Float32Array
  readonly down: Float32Array
  readonly width: number
  readonly height: number
}

/** A view that others are laid over. */
export interface View {
  readonly fine: Slopes
  /** At half the size. */
  readonly coarse: Slopes
  readonly tiles: readonly Tile[]
  /** Places of the coarse picture at which something can be recognised. */
  readonly marks: Uint32Array
}

/** Sides of a tile, luma px. */
export const tileSide = 16
/** How far a view may be off and still be laid over, px of the coarse picture. */
export const coarseReach = 5
/** A tile with less slope than this (grey levels, mean square) is a plain wall or the sky. */
const leastSlope = 9
/** A mark's slope, grey levels over two px of the coarse picture. */
const markSlope = 12
/** So many of the steepest marks of each tile: a tree must not outvote a kerb. */
const marksPerTile = 8

/** What of a picture is needed to lay it over a view. */
export function toSlopes(grey: ArrayLike<number>, width: number, height: number): Slopes {
  const soft = soften(grey, width, height)
  const across = new Float32Array(soft.length)
  const down = new Float32Array(soft.length)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      across[at] = ((soft[at + 1] ?? 0) - (soft[at - 1] ?? 0)) / 2
      down[at] = ((soft[at + width] ?? 0) - (soft[at - width] ?? 0)) / 2
    }
  return { grey: soft, across, down, width, height }
}

/** Half the size: the mean of four. */
export function toCoarse({
  data,
  width,
  height,
}: Luma | { data: Float32Array; width: number; height: number }): Slopes {
  const [w, h] = [width >> 1, height >> 1]
  const half = new Float32Array(w * h)
  for (let y = 0, to = 0; y < h; y++)
    for (let x = 0, at = 2 * y * width; x < w; x++, to++, at += 2)
      half[to] =
        ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + width] ?? 0) + (data[at + width + 1] ?? 0)) / 4
  return toSlopes(half, w, h)
}

export function toView(data: Float32Array, width: number, height: number): View {
  const fine = toSlopes(data, width, height)
  const coarse = toCoarse({ data, width, height })
  return { fine, coarse, tiles: tilesOf(fine), marks: marksOf(coarse) }
}

/** Weights 1 2 1, both ways. */
function soften(grey: ArrayLike<number>, width: number, height: number): Float32Array {
  const rows = new Float32Array(grey.length)
  const soft = new Float32Array(grey.length)
  for (let y = 0; y < height; y++)
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const here = grey[at] ?? 0
      rows[at] =
        ((x > 0 ? (grey[at - 1] ?? 0) : here) + 2 * here + (x < width - 1 ? (grey[at + 1] ?? 0) : here)) / 4
    }
  for (let y = 0; y < height; y++)
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const here = rows[at] ?? 0
      soft[at] =
        ((y > 0 ? (rows[at - width] ?? 0) : here) +
          2 * here +
          (y < height - 1 ? (rows[at + width] ?? 0) : here)) /
        4
    }
  return soft
}

function tilesOf(fine: Slopes): Tile[] {
  const { width, height } = fine
  const tiles: Tile[] = []
  for (let top = 2; top + tileSide <= height - 2; top += tileSide)
    for (let left = 2; left + tileSide <= width - 2; left += tileSide) {
      const tile = tileAt(fine, left, top)
      if (tile.xx + tile.yy >= leastSlope * tileSide * tileSide) tiles.push(tile)
    }
  return tiles
}

function tileAt({ across, down, width, height }: Slopes, left: number, top: number): Tile {
  let [xx, xy, yy] = [0, 0, 0]
  for (let y = top; y < top + tileSide; y++)
    for (let at = y * width + left; at < y * width + left + tileSide; at++) {
      const [gx, gy] = [across[at] ?? 0, down[at] ?? 0]
      xx += gx * gx
      xy += gx * gy
      yy += gy * gy
    }
  const half = tileSide / 2
  const quarter = (left + half < width / 2 ? 0 : 1) + (top + half < height / 2 ? 0 : 2)
  return { left, top, xx, xy, yy, quarter }
}

/** Far enough from the border that they can be looked for anywhere within reach. */
function marksOf(coarse: Slopes): Uint32Array {
  const side = tileSide / 2
  const edge = coarseReach + 1
  const marks: number[] = []
  for (let top = edge; top < coarse.height - edge; top += side)
    for (let left = edge; left < coarse.width - edge; left += side)
      marks.push(...steepest(coarse, { left, top, side, edge }))
  return Uint32Array.from(marks)
}

interface Part {
  readonly left: number
  readonly top: number
  readonly side: number
  readonly edge: number
}

function steepest({ across, down, width, height }: Slopes, { left, top, side, edge }: Part): number[] {
  const slopeAt = (at: number): number => Math.abs(across[at] ?? 0) + Math.abs(down[at] ?? 0)
  const found: number[] = []
  for (let y = top; y < Math.min(top + side, height - edge); y++)
    for (let x = left; x < Math.min(left + side, width - edge); x++)
      if (slopeAt(y * width + x) * 2 >= markSlope) found.push(y * width + x)
  return found.sort((a, b) => slopeAt(b) - slopeAt(a)).slice(0, marksPerTile)
}
