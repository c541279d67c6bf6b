import { keptEdges, matchEdges, toEdges } from './edges.ts'
import type { Luma } from './luma.ts'

/** What is measured is brought to this size first, its longer side, px: a picture four times as large is not four times as sharp. */
export const sharpnessLongestPx = 128
/** The size at which views are compared, as the gate does, px. */
export const viewWidthPx = 160

/**
 * How sharp a grey picture is: the variance of its Laplacian (4-neighbour) over the variance of its grey, so that a dim picture
 * is not taken for a blurred one. 0: no detail at all. Null: it has one grey, or is smaller than 3 pixels.
 */
export function sharpnessOf({ data, width: w, height: h }: Luma): number | null {
  if (w < 3 || h < 3) return null
  const grey = spread(data.length, (at) => data[at] ?? 0)
  if (grey === 0) return null
  const inner = (w - 2) * (h - 2)
  const laplacian = spread(inner, (i) => {
    const at = (Math.floor(i / (w - 2)) + 1) * w + (i % (w - 2)) + 1
    const around = (data[at - 1] ?? 0) + (data[at + 1] ?? 0) + (data[at - w] ?? 0) + (data[at + w] ?? 0)
    return around - 4 * (data[at] ?? 0)
  })
  return laplacian / grey
}

/** The variance of so many values. */
function spread(count: number, valueAt: (index: number) => number): number {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < count; i++) {
    const value = valueAt(i)
    sum += value
    squares += value * value
  }
  return squares / count - (sum / count) ** 2
}

/** A part of a picture, 0..1 from its top left. */
interface Part {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The pixels of a part that are inside the picture; null: fewer than three on a side. */
export function regionOf(
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  part: Part,
): { left: number; top: number; width: number; height: number } | null {
  const cut = (value: number, size: number): number => Math.min(size, Math.max(0, Math.round(value * size)))
  const [left, top] = [cut(part.left, widthPx), cut(part.top, heightPx)]
  const region = {
    left,
    top,
    width: cut(part.right, widthPx) - left,
    height: cut(part.bottom, heightPx) - top,
  }
  return region.width < 3 || region.height < 3 ? null : region
}

/** How far the later view has the edges of the first beyond chance; null where one shows too few, or their shapes differ. */
export function viewMatchOf(first: Luma, later: Luma): number | null {
  if (first.data.length !== later.data.length) return null
  const match = matchEdges(keptEdges(toEdges(first), first.width), toEdges(later))
  return match && Number(match.beyondChance.toFixed(3))
}
