import { canvas, type Keyframe } from './scene.ts'

/** A flat ground seen from above: everything shrinks towards one point on the horizon. */
export interface Ground {
  readonly vanishX: number
  readonly horizonY: number
  /** The row on which a sprite has scale 1. */
  readonly unitY: number
}

/** A place on the ground: `across` in picture widths at scale 1, `y` the row on which it stands. */
export interface Spot {
  readonly across: number
  readonly y: number
}

export const scaleAt = (ground: Ground, y: number): number =>
  (y - ground.horizonY) / (ground.unitY - ground.horizonY)

/** A keyframe of something that stands there. */
export function standAt(ground: Ground, at: number, { across, y }: Spot): Keyframe {
  const scale = scaleAt(ground, y)
  return { at, x: ground.vanishX + across * scale, y, scale }
}

/** At even speed over the ground (not over the picture), as keyframes close enough for straight lines. */
export function travel(ground: Ground, from: Spot & { at: number }, to: Spot & { at: number }): Keyframe[] {
  const depth = (spot: Spot): number => 1 / scaleAt(ground, spot.y)
  const steps = 12
  return Array.from({ length: steps + 1 }, (_, index) => {
    const share = index / steps
    const scale = 1 / (depth(from) + (depth(to) - depth(from)) * share)
    const spot = {
      across: from.across + (to.across - from.across) * share,
      y: ground.horizonY + scale * (ground.unitY - ground.horizonY),
    }
    return standAt(ground, from.at + (to.at - from.at) * share, spot)
  })
}

/** A quadrilateral of ground between two rows and two distances across, as canvas units for SVG `points`. */
export function strip(
  ground: Ground,
  { from, to, near, far }: { from: number; to: number; near: number; far: number },
): string {
  const corners = [
    [from, far],
    [to, far],
    [to, near],
    [from, near],
  ] as const
  return corners
    .map(([across, y]) => {
      const { x } = standAt(ground, 0, { across, y })
      return `${(x * canvas.width).toFixed(1)},${(y * canvas.height).toFixed(1)}`
    })
    .join(' ')
}
