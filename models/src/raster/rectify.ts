import type { Size } from '../letterbox.ts'
import type { Pixel, Raster } from './raster.ts'

/** Top left, top right, bottom right, bottom left. */
export type Corners = readonly [Pixel, Pixel, Pixel, Pixel]

/** The eight numbers of a perspective map; the ninth is 1. */
type Homography = readonly number[]

/**
 * The rectangle whose perspective image has these corners, sampled bilinearly; outside the raster its edge is repeated.
 * Null where the corners enclose nothing (three of them in a line).
 */
export function rectify(raster: Raster, corners: Corners, size: Size): Raster | null {
  const map = homography(corners, size)
  if (!map) return null
  const data = new Uint8Array(size.width * size.height * 3)
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++)
      sample(raster, apply(map, { x: x + 0.5, y: y + 0.5 }), data.subarray((y * size.width + x) * 3))
  return { ...size, data }
}

/** Where the map takes a place of the rectangle. */
function apply(map: Homography, { x, y }: Pixel): Pixel {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = map
  const depth = g * x + h * y + 1
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth }
}

/** From the corners of the rectangle to the given ones: eight linear equations (Hartley & Zisserman, 2003, 2.3). */
function homography(corners: Corners, { width, height }: Size): Homography | null {
  const from: Corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ]
  const rows = from.flatMap(({ x, y }, i) => {
    const { x: u, y: v } = corners[i] ?? { x: 0, y: 0 }
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ]
  })
  return solve(rows)
}

/** Gauss-Jordan with pivoting; null for a singular system. Changes its argument. */
function solve(rows: number[][]): number[] | null {
  for (let column = 0; column < rows.length; column++) {
    const rest = rows.slice(column)
    const pivot = rest.reduce((a, b) => (Math.abs(b[column] ?? 0) > Math.abs(a[column] ?? 0) ? b : a))
    const head = pivot[column] ?? 0
    if (Math.abs(head) < 1e-9) return null
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(column, 0, pivot)
    for (let k = 0; k < pivot.length; k++) pivot[k] = (pivot[k] ?? 0) / head
    for (const row of rows) if (row !== pivot) subtract(row, pivot, row[column] ?? 0)
  }
  return rows.map((row) => row.at(-1) ?? 0)
}

function subtract(row: number[], pivot: readonly number[], factor: number): void {
  for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
}

function sample({ data, width, height }: Raster, at: Pixel, to: Uint8Array): void {
  const [x, y] = [at.x - 0.5, at.y - 0.5]
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, low] = [x - left, y - top]
  const column = (i: number) => Math.min(width - 1, Math.max(0, i))
  const row = (i: number) => Math.min(height - 1, Math.max(0, i)) * width
  const value = (cell: number, c: number) => data[cell * 3 + c] ?? 0
  for (let c = 0; c < 3; c++) {
    const upper =
      value(row(top) + column(left), c) * (1 - right) + value(row(top) + column(left + 1), c) * right
    const lower =
      value(row(top + 1) + column(left), c) * (1 - right) + value(row(top + 1) + column(left + 1), c) * right
    to[c] = Math.round(upper * (1 - low) + lower * low)
  }
}
