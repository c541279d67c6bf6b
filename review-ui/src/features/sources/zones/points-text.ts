import type { Point } from '@sightline/detectors/geometry/point'

/** Points as an SVG polygon wants them. */
export const pointsText = (points: readonly Point[]): string =>
  points.map(({ x, y }) => `${x},${y}`).join(' ')
