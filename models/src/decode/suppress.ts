import type { Detection, ObjectClass } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'

/** One vehicle often gets two of these at once: they suppress each other. */
const vehicles: readonly ObjectClass[] = ['car', 'bus', 'truck']
const rival = (a: ObjectClass, b: ObjectClass): boolean =>
  a === b || (vehicles.includes(a) && vehicles.includes(b))

/** Greedy non-maximum suppression: best first, none that overlaps a better rival by more than `overlap`. */
export function suppress(candidates: readonly Detection[], overlap: number): Detection[] {
  const kept: Detection[] = []
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    const beaten = kept.some((k) => rival(k.class, candidate.class) && iou(k.box, candidate.box) > overlap)
    if (!beaten) kept.push(candidate)
  }
  return kept
}
