import { keepBest } from '../decode/suppress.ts'
import type { Tensor } from '../decode/output.ts'
import type { Placement, Size } from '../letterbox.ts'
import type { Corners } from '../raster/rectify.ts'
import type { Pixel } from '../raster/raster.ts'

/** A plate by its corners, in pixels of the picture. */
export interface FoundPlate {
  readonly score: number
  readonly rows: 1 | 2
  readonly corners: Corners
}

export interface PlateContext {
  readonly threshold: number
  readonly overlap: number
  readonly placed: Placement
  readonly picture: Size
}

/** cx, cy, w, h, objectness, four corners as x, y, single row, double row. */
const columns = 15

/** HyperLPR3's rows, all in pixels of the input: score = objectness x the likelier number of rows. */
export function findPlates({ data }: Tensor, context: PlateContext): FoundPlate[] {
  const found = []
  for (let at = 0; at + columns <= data.length; at += columns) {
    const row = data.subarray(at, at + columns)
    const [single = 0, double = 0] = row.subarray(13)
    const score = (row[4] ?? 0) * Math.max(single, double)
    if (score < context.threshold) continue
    const rows = single > double ? (1 as const) : (2 as const)
    found.push({ score, rows, box: boxOf(row), corners: cornersOf(row, context) })
  }
  return keepBest(found, context.overlap).map(({ score, rows, corners }) => ({ score, rows, corners }))
}

function boxOf([x = 0, y = 0, width = 0, height = 0]: Float32Array) {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 }
}

function cornersOf(row: Float32Array, { placed, picture }: PlateContext): Corners {
  const corner = (k: number): Pixel => ({
    x: (((row[5 + 2 * k] ?? 0) - placed.x) * picture.width) / placed.width,
    y: (((row[6 + 2 * k] ?? 0) - placed.y) * picture.height) / placed.height,
  })
  return [corner(0), corner(1), corner(2), corner(3)]
}
