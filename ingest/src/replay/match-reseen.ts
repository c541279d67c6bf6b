import type { Detection } from '@sightline/detectors/detection'
import { compareSights, isAlike, type Likeness } from './compare-sights.ts'
import type { Onlooker, Sighting } from './look-again.ts'

/** A frame with what is seen now in the place of what the trace says, and how the two compare. */
export interface Reseen {
  readonly likeness: Likeness
  readonly detections: readonly Detection[]
}

/**
 * Compares what was sealed of a frame with what is seen in it now, as far as those who look now would have seen it; the rest
 * stays as it was sealed. So does, of somebody who is seen again, how he looked and stirred: that is not asked a second time.
 */
export function matchReseen(
  sealed: readonly Detection[],
  { seen, by }: Pick<Sighting, 'seen' | 'by'>,
): Reseen {
  const isCompared = (one: Detection): boolean => isCovered(one, by)
  const [then, now] = [sealed.filter(isCompared), seen.filter(isCompared)]
  const likeness = compareSights(then, now, by)
  // To the last digit: it stays in the order in which it was sealed.
  if (likeness === 'same') return { likeness, detections: sealed }
  const rest = sealed.filter((one) => !isCompared(one))
  return { likeness, detections: [...now.map((one) => withLooks(one, then)), ...rest] }
}

/** By all that report its class: which of them saw it is not in the trace. */
function isCovered({ class: kind, box }: Detection, by: readonly Onlooker[]): boolean {
  const who = by.filter(({ classes }) => classes.includes(kind))
  return who.length > 0 && who.every(({ covers }) => covers(box))
}

function withLooks(one: Detection, then: readonly Detection[]): Detection {
  const { appearance, stir } = then.find((other) => isAlike(one, other)) ?? {}
  return { ...one, ...(appearance && { appearance }), ...(stir !== undefined && { stir }) }
}
