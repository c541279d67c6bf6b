import { edges, onSegment, polygonArea, turn } from './polygon.ts'
import type { Point } from './point.ts'

/** Why a drawn polygon cannot be a zone. Points and edges are counted from 0; edge i starts at point i. */
export type PolygonProblem =
  | { readonly code: 'too_few_points'; readonly min: number }
  | { readonly code: 'too_many_points'; readonly max: number }
  | { readonly code: 'out_of_picture'; readonly point: number }
  | { readonly code: 'repeated_point'; readonly point: number; readonly same: number }
  | { readonly code: 'self_crossing'; readonly edges: readonly [number, number] }
  | { readonly code: 'zero_area' }

const minPoints = 3
const maxPoints = 64
/** Less than a hundredth of a per mille of the picture is a slip of the hand: 20 pixels of a 1080p picture. */
const minArea = 1e-5

const isSame = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y
const inUnit = (v: number): boolean => v >= 0 && v <= 1

type Edge = readonly [Point, Point]

/** Crossing or touching; neighbours, which share a point by nature, only when one folds back over the other. */
function meet([a, b]: Edge, [c, d]: Edge): boolean {
  if (isSame(b, c)) return turn(a, b, d) === 0 && (onSegment(a, b, d) || onSegment(c, d, a))
  if (isSame(a, d)) return meet([c, d], [a, b])
  if (isSame(a, c) || isSame(b, d)) return false
  const crosses = turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
  return crosses || onSegment(a, b, c) || onSegment(a, b, d) || onSegment(c, d, a) || onSegment(c, d, b)
}

function crossings(points: readonly Point[]): readonly PolygonProblem[] {
  const all = edges(points)
  return all.flatMap((edge, i) =>
    all.flatMap((other, j): PolygonProblem[] => {
      const hasLength = !isSame(...edge) && !isSame(...other)
      return j > i && hasLength && meet(edge, other) ? [{ code: 'self_crossing', edges: [i, j] }] : []
    }),
  )
}

function repeats(points: readonly Point[]): readonly PolygonProblem[] {
  return points.flatMap((point, i): PolygonProblem[] => {
    const same = points.findIndex((other) => isSame(point, other))
    return same < i ? [{ code: 'repeated_point', point: i, same }] : []
  })
}

/** Everything that is wrong with a drawn polygon; empty for one that can be a zone or a bay. */
export function polygonProblems(points: readonly Point[]): readonly PolygonProblem[] {
  const tooMany = points.length > maxPoints
  return [
    ...(points.length < minPoints ? [{ code: 'too_few_points', min: minPoints } as const] : []),
    ...(tooMany ? [{ code: 'too_many_points', max: maxPoints } as const] : []),
    ...points.flatMap(({ x, y }, point) =>
      inUnit(x) && inUnit(y) ? [] : [{ code: 'out_of_picture', point } as const],
    ),
    ...repeats(points),
    ...(tooMany || points.length <= minPoints ? [] : crossings(points)),
    ...(points.length >= minPoints && !(polygonArea(points) >= minArea)
      ? [{ code: 'zero_area' } as const]
      : []),
  ]
}
