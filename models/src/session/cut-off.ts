import type { Box } from '@sightline/detectors/geometry/point'
import type { Area } from '../raster/raster.ts'

/** The edges of a part that lie within the camera's picture. */
export type Edges = Readonly<Record<keyof Box, boolean>>

export const noEdges: Edges = { left: false, top: false, right: false, bottom: false }

export const innerEdges = (part: Area, picture: Area): Edges => ({
  left: part.x > picture.x,
  top: part.y > picture.y,
  right: part.x + part.width < picture.x + picture.width,
  bottom: part.y + part.height < picture.y + picture.height,
})

/** Nearer to an edge than this share of the part, a box is taken to go on beyond it. */
const near = 0.01

/** Whether a box, in 0..1 of a part, is cut off by one of these edges of it. */
export const isCutOff = ({ left, top, right, bottom }: Box, edges: Edges): boolean =>
  (edges.left && left < near) ||
  (edges.top && top < near) ||
  (edges.right && right > 1 - near) ||
  (edges.bottom && bottom > 1 - near)
