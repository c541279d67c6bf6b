/** How a thing looks, as a model puts it: a direction, each part a whole number from -127 to 127. Plain data of bounded size. */
export type Appearance = readonly number[]

/** More parts than this no model of ours gives. */
export const mostParts = 512
const steps = 127
/** How much of what is remembered a new look replaces. */
const lookWeight = 0.2

/** A vector of any length, in whole numbers. `null` where it has no direction, or too many parts. */
export function toAppearance(vector: ArrayLike<number>): Appearance | null {
  const parts = Array.from(vector)
  const most = Math.max(0, ...parts.map(Math.abs))
  if (parts.length === 0 || parts.length > mostParts || most === 0 || !parts.every(Number.isFinite))
    return null
  // `+ 0`: no part is -0, which JSON does not know.
  return parts.map((part) => Math.round((part / most) * steps) + 0)
}

/** The cosine of two: 1 for the same, lower the less alike. Null: of two models, not to be compared. */
export function likeness(a: Appearance, b: Appearance): number | null {
  if (a.length !== b.length) return null
  let [both, ofA, ofB] = [0, 0, 0]
  for (const [i, part] of a.entries()) {
    const other = b[i] ?? 0
    both += part * other
    ofA += part * part
    ofB += other * other
  }
  return both / Math.sqrt(ofA * ofB)
}

/**
 * From here on one and the same: of 179,000 measured pairs of two people one in a thousand is as alike, and of pairs of one
 * who stands nine in ten. Two men in black came to .962 (docs/measurements.md).
 */
export const sameFrom = 0.97
/** Less alike, it is another, however each stands and walks: one in a hundred pairs of one person is less alike. */
const otherBelow = 0.7
/** The same of two who both stand: one in a thousand pairs of one person is. */
const otherStandingBelow = 0.85

/** What two looks say: one and the same, another, or nothing sure. */
export type Sameness = 'same' | 'other' | 'unknown'

const toldBy = (a: Appearance | null, b: Appearance | null | undefined, below: number): Sameness => {
  const like = a && b ? likeness(a, b) : null
  if (like === null) return 'unknown'
  if (like >= sameFrom) return 'same'
  return like < below ? 'other' : 'unknown'
}

/** Of looks from any side. */
export const samenessOf = (a: Appearance | null, b: Appearance | null | undefined): Sameness =>
  toldBy(a, b, otherBelow)

/** Of looks at two who stand. */
export const standingSameness = (a: Appearance | null, b: Appearance | null): Sameness =>
  toldBy(a, b, otherStandingBelow)

/** What is remembered after one more look: a running mean of directions. */
export function remembered(before: Appearance | null, seen: Appearance | undefined): Appearance | null {
  if (!seen) return before
  if (before?.length !== seen.length) return seen
  const [a, b] = [(1 - lookWeight) / norm(before), lookWeight / norm(seen)]
  return toAppearance(before.map((part, i) => part * a + (seen[i] ?? 0) * b)) ?? seen
}

const norm = (appearance: Appearance): number => Math.hypot(...appearance)
