import type { Point } from '../geometry/point.ts'
import { sideOf, type SizedKind } from './sized-kinds.ts'
import type { CellSize, Sizes } from './sizes.ts'

/**
 * How large things are over the height of the picture. On level ground seen by a level lens a side grows evenly with the
 * place of the foot, from nothing at the horizon (Hoiem et al., "Putting objects in perspective", 2008).
 */
export interface SizeLaw {
  readonly side: 'width' | 'height'
  /** The side at y 0, and how much it grows to y 1; shares of the picture. */
  readonly atTop: number
  readonly growth: number
  /** Where it is known to hold. */
  readonly fromY: number
  readonly toY: number
  readonly from: 'marks' | 'sights'
}

/** A grown person that somebody marked on a picture of the source. */
export interface MarkedHeight {
  readonly head: Point
  readonly foot: Point
}

/** The side of a thing whose foot is at `y`; null where nothing is known. Above the horizon nothing stands: 0. */
export function sideAt({ atTop, growth, fromY, toY }: SizeLaw, y: number): number | null {
  return y < fromY || y > toY ? null : Math.max(0, atTop + growth * y)
}

/** Where a side is nothing: the horizon. Null: things do not grow downwards, as seen from straight above. */
export const horizonOf = ({ atTop, growth }: SizeLaw): number | null =>
  growth > 1e-3 ? -atTop / growth : null

/** Sights that are enough for a law, and so far apart (a share of the picture) that they say how a side grows. */
const enough = 20
const spreadWanted = 0.06
/** A law holds a little beyond where anything was seen. */
const beyond = 0.12
/** No cell counts for more than so many sights: one place where people wait says nothing of the others. */
const mostOfACell = 10
/** A cell with fewer sights may be one mistake. */
const leastOfACell = 2

interface Weighed {
  readonly y: number
  readonly side: number
  readonly weight: number
}

const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0)

/** The law of what was seen, by weighted least squares; null while too little was. */
export function lawOfSights(sizes: Sizes, kind: SizedKind): SizeLaw | null {
  const side = sideOf[kind]
  const cells = sizes.filter((one) => one.kind === kind && one.n >= leastOfACell)
  if (sum(cells.map(({ n }) => n)) < enough) return null
  const feet = cells.map(({ foot }) => foot)
  const range = { fromY: Math.min(...feet) - beyond, toY: Math.max(...feet) + beyond }
  return { side, ...lineThrough(cells.map((cell) => weigh(cell, side))), ...range, from: 'sights' }
}

const weigh = (cell: CellSize, side: 'width' | 'height'): Weighed => ({
  y: cell.foot,
  side: cell[side],
  weight: Math.min(cell.n, mostOfACell),
})

/** Level where all was seen at one height, or things grow upwards: then only their mean is believed. */
function lineThrough(points: readonly Weighed[]): Pick<SizeLaw, 'atTop' | 'growth'> {
  const all = sum(points.map(({ weight }) => weight))
  const meanOf = (of: (one: Weighed) => number): number =>
    sum(points.map((one) => of(one) * one.weight)) / all
  const y = meanOf((one) => one.y)
  const side = meanOf((one) => one.side)
  const spread = meanOf((one) => (one.y - y) ** 2)
  const growth = spread < spreadWanted ** 2 ? 0 : meanOf((one) => (one.y - y) * (one.side - side)) / spread
  return growth > 0 ? { atTop: side - growth * y, growth } : { atTop: side, growth: 0 }
}

/** A car seen from the front is about as wide as a person is high: 1.8 m and 1.7 m. From the side it is wider. */
const carWidths = 1.06
/** Two marks nearer to each other than this say how large people are there, and not how that changes. */
const marksApart = 0.08

/**
 * The law of two marked people; `aspect` is the picture's width over its height. Null for other than two. They hold for all
 * of the picture, for whoever marked them saw it.
 */
export function lawOfMarks(
  marks: readonly MarkedHeight[],
  { kind, aspect }: { readonly kind: SizedKind; readonly aspect: number },
): SizeLaw | null {
  const [a, b] = marks
  if (!a || !b || marks.length > 2) return null
  const scale = kind === 'person' ? 1 : carWidths / aspect
  const high = ({ head, foot }: MarkedHeight): number => Math.abs(foot.y - head.y) * scale
  const apart = b.foot.y - a.foot.y
  const growth = Math.abs(apart) < marksApart ? 0 : (high(b) - high(a)) / apart
  const atTop = growth === 0 ? (high(a) + high(b)) / 2 : high(a) - growth * a.foot.y
  return { side: sideOf[kind], atTop, growth, fromY: -1, toY: 2, from: 'marks' }
}
