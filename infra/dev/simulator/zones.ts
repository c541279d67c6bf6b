import type { Point } from '@sightline/detectors/geometry/point'
import { toPicture, type Name, type SceneZone, type View } from './scene.ts'

/** A zone as one camera sees it: 0..1 of its picture, cut at the picture's edges. */
export interface PictureZone {
  readonly id: string
  readonly name: Name
  readonly polygon: readonly Point[]
  readonly bays: readonly (readonly Point[])[]
}

interface Edge {
  readonly axis: 'x' | 'y'
  readonly limit: 0 | 1
}

const pictureEdges: readonly Edge[] = [
  { axis: 'x', limit: 0 },
  { axis: 'x', limit: 1 },
  { axis: 'y', limit: 0 },
  { axis: 'y', limit: 1 },
]

const isInside = (p: Point, { axis, limit }: Edge): boolean => (limit === 0 ? p[axis] >= 0 : p[axis] <= 1)

function crossing(a: Point, b: Point, { axis, limit }: Edge): Point {
  const share = (limit - a[axis]) / (b[axis] - a[axis])
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share, [axis]: limit }
}

/** Sutherland-Hodgman against one edge: what lies on the edge stays. */
function cutAt(polygon: readonly Point[], edge: Edge): Point[] {
  return polygon.flatMap((point, index) => {
    const before = polygon.at(index - 1) ?? point
    const enters = isInside(point, edge)
    const cut = enters === isInside(before, edge) ? [] : [crossing(before, point, edge)]
    return enters ? [...cut, point] : cut
  })
}

const inPicture = (view: View, polygon: readonly Point[]): Point[] =>
  pictureEdges.reduce<Point[]>(
    cutAt,
    polygon.map((point) => toPicture(view, point)),
  )

/** The zones a camera sees any of. Polygons are convex in this world, so cutting keeps each in one piece. */
export function zonesInView(zones: readonly SceneZone[], view: View): PictureZone[] {
  return zones
    .map(({ id, name, polygon, bays }) => ({
      id,
      name,
      polygon: inPicture(view, polygon),
      bays: bays.map((bay) => inPicture(view, bay)).filter((bay) => bay.length > 2),
    }))
    .filter(({ polygon }) => polygon.length > 2)
}
