import { area as boxArea } from './box.ts'
import type { Box, Point } from './point.ts'

type Edge = readonly [Point, Point]

/** Edge i runs from point i to the next; the last one closes the polygon. */
export const edges = (polygon: readonly Point[]): readonly Edge[] =>
  polygon.map((point, i): Edge => [point, polygon[(i + 1) % polygon.length] ?? point])

/** Twice the signed area of the triangle a, b, c: its sign tells on which side of a→b the point c lies; 0 on the line. */
export const turn = (a: Point, b: Point, c: Point): number =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

/** Coordinates that were computed are exact to about this. */
const rounding = 1e-12

/** On the closed segment from a to b, to rounding. */
export function onSegment(a: Point, b: Point, p: Point): boolean {
  const between = (from: number, to: number, v: number): boolean =>
    v >= Math.min(from, to) && v <= Math.max(from, to)
  return Math.abs(turn(a, b, p)) <= rounding && between(a.x, b.x, p.x) && between(a.y, b.y, p.y)
}

/** Inside or on the edge: two zones that share an edge leave no gap between them. */
export function contains(polygon: readonly Point[], p: Point): boolean {
  let inside = false
  for (const [a, b] of edges(polygon)) {
    if (onSegment(a, b, p)) return true
    const straddles = a.y > p.y !== b.y > p.y
    if (straddles && p.x < a.x + ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y)) inside = !inside
  }
  return inside
}

const signedArea = (polygon: readonly Point[]): number =>
  edges(polygon).reduce((sum, [a, b]) => sum + (a.x * b.y - b.x * a.y) / 2, 0)

/** Share of the picture, 0..1, whichever way round it was drawn. Fewer than three points have area 0. */
export const polygonArea = (polygon: readonly Point[]): number => Math.abs(signedArea(polygon))

/** A half plane: how far inside a point lies (negative: outside). */
type Side = (p: Point) => number

function clip(polygon: readonly Point[], side: Side): readonly Point[] {
  return edges(polygon).flatMap(([a, b]) => {
    const [da, db] = [side(a), side(b)]
    const kept = da >= 0 ? [a] : []
    if (da >= 0 === db >= 0) return kept
    const t = da / (da - db)
    return [...kept, { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }]
  })
}

/**
 * The share of the box's area that lies inside the polygon, 0..1, exact for every simple polygon: the polygon is
 * clipped by the box's four sides (Sutherland and Hodgman 1974), and where a concave one falls into pieces, the
 * bridges between them run along the sides and carry no area. A box without area has share 0.
 */
export function boxShareInside(box: Box, polygon: readonly Point[]): number {
  const whole = boxArea(box)
  if (whole === 0) return 0
  const sides: readonly Side[] = [
    (p) => p.x - box.left,
    (p) => box.right - p.x,
    (p) => p.y - box.top,
    (p) => box.bottom - p.y,
  ]
  return Math.min(1, polygonArea(sides.reduce(clip, polygon)) / whole)
}
