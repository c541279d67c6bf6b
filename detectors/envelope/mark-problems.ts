import type { MarkedHeight } from './size-law.ts'

/**
 * What is wrong with marked heights. `two_needed`: scale takes one mark and tilt another. `upside_down`: the head is not above
 * the foot. `too_near`: the two stand at one height of the picture, so that they say nothing of the distance. `grows_away`:
 * who is further down in the picture is nearer, and must not be smaller.
 */
export const markProblemCodes = ['two_needed', 'upside_down', 'too_near', 'grows_away'] as const
export interface MarkProblem {
  readonly code: (typeof markProblemCodes)[number]
  /** Which mark; null: both together. */
  readonly mark: number | null
}

const leastHeight = 0.01
/** Of the picture's height, between the two feet. */
const leastApart = 0.1

const high = ({ head, foot }: MarkedHeight): number => foot.y - head.y

/** Every problem at once; none for no marks at all: that takes them away. */
export function markProblems(marks: readonly MarkedHeight[]): readonly MarkProblem[] {
  if (marks.length === 0) return []
  const single = marks.flatMap((mark, i): MarkProblem[] =>
    high(mark) < leastHeight ? [{ code: 'upside_down', mark: i }] : [],
  )
  const [a, b] = marks
  if (!a || !b || marks.length > 2) return [...single, { code: 'two_needed', mark: null }]
  if (single.length > 0) return single
  const [far, near] = a.foot.y < b.foot.y ? [a, b] : [b, a]
  if (near.foot.y - far.foot.y < leastApart) return [{ code: 'too_near', mark: null }]
  return high(near) < high(far) ? [{ code: 'grows_away', mark: null }] : []
}
