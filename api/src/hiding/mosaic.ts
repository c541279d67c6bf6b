import type { Hidden } from './hide.ts'

/** rgb24, rows from the top. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

interface Span {
  readonly from: number
  readonly to: number
}

/** No cell is smaller: in small pictures too it says nothing. */
const leastCellPx = 8

/** A box in whole pixels of the picture, outwards. */
const spanOf = (from: number, to: number, sizePx: number): Span => ({
  from: Math.max(0, Math.min(sizePx, Math.floor(from * sizePx))),
  to: Math.max(0, Math.min(sizePx, Math.ceil(to * sizePx))),
})

/** Where the cells of a span begin and end; the last may be narrower. */
function cellsOf({ from, to }: Span, cellPx: number): Span[] {
  const cells: Span[] = []
  for (let at = from; at < to; at += cellPx) cells.push({ from: at, to: Math.min(to, at + cellPx) })
  return cells
}

function fillWithMean({ width, data }: Raster, x: Span, y: Span): void {
  const sum = [0, 0, 0]
  const each = (visit: (at: number) => void): void => {
    for (let row = y.from; row < y.to; row++)
      for (let column = x.from; column < x.to; column++) visit((row * width + column) * 3)
  }
  each((at) => {
    for (const k of [0, 1, 2]) sum[k] = (sum[k] ?? 0) + (data[at + k] ?? 0)
  })
  const pixels = (x.to - x.from) * (y.to - y.from)
  const mean = sum.map((one) => Math.round(one / pixels))
  each((at) => data.set(mean, at))
}

/** Each part in cells of one colour each, in place: what was between them is nowhere in the bytes any more. */
export function coverIn(raster: Raster, parts: readonly Hidden[]): void {
  for (const { box, across } of parts) {
    const x = spanOf(box.left, box.right, raster.width)
    const y = spanOf(box.top, box.bottom, raster.height)
    const cellPx = Math.max(leastCellPx, Math.ceil((x.to - x.from) / across))
    for (const row of cellsOf(y, cellPx))
      for (const column of cellsOf(x, cellPx)) fillWithMean(raster, column, row)
  }
}
