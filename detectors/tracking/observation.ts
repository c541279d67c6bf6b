import { objectClasses, type Detection, type ObjectClass } from '../detection.ts'
import { iou } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'
import type { Appearance } from './appearance.ts'

/** Classes that models mix up for one and the same thing are tracked as one kind. */
const kinds: Partial<Record<ObjectClass, string>> = {
  car: 'vehicle',
  bus: 'vehicle',
  truck: 'vehicle',
  bicycle: 'two-wheeler',
  motorcycle: 'two-wheeler',
  stall: 'stall',
  cart: 'stall',
  rat: 'animal',
  cat: 'animal',
  dog: 'animal',
}

/** What a class is tracked as. */
export const kindOf = (one: ObjectClass): string => kinds[one] ?? one

/** Sum of scores by class. */
export type Votes = Partial<Record<ObjectClass, number>>

/** One thing in one frame, after duplicates were merged. */
export interface Observation {
  readonly kind: string
  readonly score: number
  readonly box: Box
  readonly votes: Votes
  readonly appearance?: Appearance
  readonly stir?: number
}

/** Both ballots together. */
export function addVotes(a: Votes, b: Votes): Votes {
  return Object.fromEntries(
    objectClasses.flatMap((c) =>
      a[c] === undefined && b[c] === undefined ? [] : [[c, (a[c] ?? 0) + (b[c] ?? 0)]],
    ),
  )
}

/** The class with most votes; of equals, the one that comes first in the vocabulary. */
export function winner(votes: Votes): ObjectClass {
  let best: ObjectClass = objectClasses[0]
  for (const c of Object.keys(votes) as ObjectClass[]) {
    const lead = (votes[c] ?? 0) - (votes[best] ?? 0)
    if (lead > 0 || (lead === 0 && objectClasses.indexOf(c) < objectClasses.indexOf(best))) best = c
  }
  return best
}

/** Boxes of one kind with an overlap of at least `minIou` are one thing: the best box stands, the others vote. */
export function toObservations(detections: readonly Detection[], minIou: number): readonly Observation[] {
  const byScore = detections.toSorted((a, b) => b.score - a.score)
  return byScore.reduce<readonly Observation[]>((kept, detection) => {
    const kind = kindOf(detection.class)
    const votes = { [detection.class]: detection.score }
    const twin = kept.find((other) => other.kind === kind && iou(other.box, detection.box) >= minIou)
    if (!twin) {
      const { score, box, appearance, stir } = detection
      const facts = { ...(appearance && { appearance }), ...(stir !== undefined && { stir }) }
      return [...kept, { kind, score, box, votes, ...facts }]
    }
    return kept.map((other) => (other === twin ? { ...twin, votes: addVotes(twin.votes, votes) } : other))
  }, [])
}
