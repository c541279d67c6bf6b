import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'

/** One vehicle often gets two of these at once: they suppress each other. */
const vehicles: readonly ObjectClass[] = ['car', 'bus', 'truck']
const rival = (a: ObjectClass, b: ObjectClass): boolean =>
  a === b || (vehicles.includes(a) && vehicles.includes(b))

interface Candidate {
  readonly score: number
  readonly box: Box
}

/** Greedy non-maximum suppression: best first, none that overlaps a better rival by more than `overlap`. */
export function keepBest<T extends Candidate>(
  candidates: readonly T[],
  overlap: number,
  rivals: (a: T, b: T) => boolean = () => true,
): T[] {
  const kept: T[] = []
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    const beaten = kept.some((k) => rivals(k, candidate) && iou(k.box, candidate.box) > overlap)
    if (!beaten) kept.push(candidate)
  }
  return kept
}

/** The same among the classes of our vocabulary. */
export const suppress = (candidates: readonly Detection[], overlap: number): Detection[] =>
  keepBest(candidates, overlap, (a, b) => rival(a.class, b.class))
