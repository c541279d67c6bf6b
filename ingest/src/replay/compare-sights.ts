import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'

/**
 * Within this, two looks at one picture saw the same: another processor adds up in another order, and a box or a score
 * then differs in its last digits. Beyond it another picture or another model was looked at.
 */
export const tolerance = { overlap: 0.95, score: 0.02 } as const

/** `same`: to the last digit. `alike`: within the tolerance. */
export type Likeness = 'same' | 'alike' | 'different'

/** A model that looked, for what it reports. */
export interface Reporter {
  readonly classes: readonly ObjectClass[]
  readonly threshold: number
}

/**
 * How two looks at one picture compare. What is so near to the threshold of a model that reports its class that it may
 * be missing on one side does not count.
 */
export function compareSights(
  sealed: readonly Detection[],
  seen: readonly Detection[],
  by: readonly Reporter[],
): Likeness {
  if (sealed.length === seen.length && sealed.every((one, i) => isSame(one, seen[i]))) return 'same'
  const isSure = ({ class: kind, score }: Detection): boolean =>
    by.every(
      ({ classes, threshold }) => !classes.includes(kind) || Math.abs(score - threshold) >= tolerance.score,
    )
  const isFound = (one: Detection, among: readonly Detection[]): boolean =>
    among.some((other) => isAlike(one, other))
  const isAll = (these: readonly Detection[], those: readonly Detection[]): boolean =>
    these.filter(isSure).every((one) => isFound(one, those))
  return isAll(sealed, seen) && isAll(seen, sealed) ? 'alike' : 'different'
}

const isSame = (a: Detection, b: Detection | undefined): boolean =>
  b !== undefined &&
  a.class === b.class &&
  a.score === b.score &&
  (['left', 'top', 'right', 'bottom'] as const).every((side) => a.box[side] === b.box[side])

/** One thing, seen twice. */
export const isAlike = (a: Detection, b: Detection): boolean =>
  a.class === b.class &&
  Math.abs(a.score - b.score) <= tolerance.score &&
  iou(a.box, b.box) >= tolerance.overlap
