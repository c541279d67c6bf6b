/** A share of a number of tries, with the interval in which the true share lies in 95 of 100 such cases (Wilson). */
export interface Proportion {
  readonly hits: number
  readonly tries: number
  /** 0..1; null: no tries. */
  readonly share: number | null
  readonly low: number
  readonly high: number
}

/** Of the normal distribution, 95 %. */
const z95 = 1.959963984540054

/**
 * The Wilson score interval of `hits` in `tries` (whole numbers, 0 <= hits <= tries), 0..1. It never leaves 0..1, and of few
 * tries it is wide, of none everything: a bare percentage of four cases would say what nobody knows.
 */
export function proportion(hits: number, tries: number): Proportion {
  if (!Number.isInteger(hits) || !Number.isInteger(tries) || hits < 0 || hits > tries)
    throw new RangeError(`no share: ${hits} of ${tries}`)
  if (tries === 0) return { hits, tries, share: null, low: 0, high: 1 }
  const share = hits / tries
  const square = z95 * z95
  const scale = 1 + square / tries
  const middle = (share + square / (2 * tries)) / scale
  const half = (z95 / scale) * Math.sqrt((share * (1 - share)) / tries + square / (4 * tries * tries))
  // At the ends the formula gives the end itself, but for the last digit.
  return {
    hits,
    tries,
    share,
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === tries ? 1 : Math.min(1, middle + half),
  }
}

/** Of fewer tries no percentage is told: only how many there were, and the interval. */
export const leastTries = 10

/** Whether there are enough tries for a percentage. */
export const isTellable = ({ tries }: Pick<Proportion, 'tries'>): boolean => tries >= leastTries
