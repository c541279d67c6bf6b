import type { Manifest } from '@sightline/api/contract/dossier'
import type { Box, Point } from '@sightline/detectors/geometry/point'
import { turnPoint, type Turn } from '@sightline/detectors/geometry/turn'

const corners = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(' ')

/** Zone, bays and the vehicle's box, laid over a picture. Told apart by line as well as by colour; never in the picture. */
export function Marks({
  zone,
  own,
  turn = 0,
}: {
  readonly zone: Manifest['zone'] | undefined
  readonly own: Box | null
  /** By how much the picture under them is turned from the one that they are in. */
  readonly turn?: Turn
}) {
  const placed = (points: readonly Point[]) => points.map((point) => turnPoint(point, turn))

  return (
    <svg className="marks" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden data-testid="marks">
      {zone && <Outline points={placed(zone.polygon)} className="mark-zone" />}
      {zone?.bays.map((bay, i) => (
        <Outline key={i} points={placed(bay)} className="mark-bay" />
      ))}
      {own && (
        <Outline
          className="mark-own"
          points={placed([
            { x: own.left, y: own.top },
            { x: own.right, y: own.top },
            { x: own.right, y: own.bottom },
            { x: own.left, y: own.bottom },
          ])}
        />
      )}
    </svg>
  )
}

function Outline({ points, className }: { readonly points: readonly Point[]; readonly className: string }) {
  return (
    <g className={className}>
      <polygon className="mark-halo" points={corners(points)} />
      <polygon className="mark-line" points={corners(points)} />
    </g>
  )
}
