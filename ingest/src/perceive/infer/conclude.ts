import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Size } from '@sightline/models/letterbox'
import type { Bodies } from './bodies.ts'
import { judgeClothing, type Dressed } from './clothing.ts'
import { judgeGestures } from './gestures.ts'
import type { NeededClothing } from './needed-clothing.ts'
import type { NeededGestures } from './needed-gestures.ts'

/** A coat on a hook is a person to a model now and then, never with a score like this. */
const sureScore = 0.35

/** Those of whom something is concluded. */
export const sure = (seen: readonly Detection[]): readonly Box[] =>
  seen.flatMap((one) => (one.class === 'person' && one.score >= sureScore ? [one.box] : []))

interface Wanting {
  readonly clothing: NeededClothing | null
  readonly gestures: NeededGestures | null
  readonly camera: Size
  readonly detail: Pick<Dressed, 'picture' | 'content'>
}

interface Concluding {
  readonly all: readonly Detection[]
  readonly persons: readonly Box[]
  readonly bodies: Bodies
}

/** What no model tells: whose clothes are not of the colours that the house declared, and what hands are held to. */
export function conclude(
  { clothing, gestures, camera, detail }: Wanting,
  { all, persons, bodies }: Concluding,
): readonly Detection[] {
  const aspect = camera.width / camera.height
  const known = { aspect, persons, bodies }
  return [
    ...(clothing ? judgeClothing({ ...detail, ...known, needed: clothing }) : []),
    ...(gestures ? judgeGestures({ ...known, seen: all, needed: gestures }) : []),
  ]
}
