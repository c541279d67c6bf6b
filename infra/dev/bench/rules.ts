import { coveredShare } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'

/** A stretch of time, ms; `isEndSeen`: what was filmed goes on after it. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly isEndSeen: boolean
}

/** One stay that is against the rule, as it really was. */
export interface TrueStay {
  /** What a claim may cover: the times in sight, cut where it was out of sight for longer than the rule allows. */
  readonly stretches: readonly Stretch[]
  /** Where it was, whole; nothing while it is not in the picture. */
  readonly placesAt: (at: number) => readonly Box[]
}

/** A confirmed finding, and what it claimed in the end. */
export interface Told {
  readonly confirmedAt: number
  readonly box: Box
  readonly fromAt: number
  readonly toAt: number
}

/** What came of some variations; errors in ms. `due`: stays long enough to be confirmed. */
export interface Tally {
  readonly due: number
  readonly hits: number
  readonly falseAlarms: number
  readonly beginErrors: readonly number[]
  readonly endErrors: readonly number[]
}

export const nothingYet: Tally = { due: 0, hits: 0, falseAlarms: 0, beginErrors: [], endErrors: [] }

/** So much of a finding's box must lie in the truth's, at the time of the confirmation. */
const leastCovered = 0.5

const isDueOf =
  (leastMs: number) =>
  ({ stretches }: TrueStay): boolean =>
    stretches.some(({ from, to }) => to - from >= leastMs)

function isOf({ stretches, placesAt }: TrueStay, { confirmedAt, box }: Told): boolean {
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (!first || !last || confirmedAt < first.from || confirmedAt > last.to) return false
  return placesAt(confirmedAt).some((place) => coveredShare(box, place) >= leastCovered)
}

/** The stretch that a claim is about: the one it shares most time with. */
function claimed({ stretches }: TrueStay, { fromAt, toAt }: Told): Stretch | undefined {
  const shared = ({ from, to }: Stretch): number => Math.min(to, toAt) - Math.max(from, fromAt)
  return stretches.toSorted((a, b) => shared(b) - shared(a))[0]
}

function hitOf(stay: TrueStay, told: Told): Tally {
  const stretch = claimed(stay, told)
  if (!stretch) return nothingYet
  return {
    ...{ due: 0, hits: 1, falseAlarms: 0 },
    beginErrors: [Math.abs(told.fromAt - stretch.from)],
    endErrors: stretch.isEndSeen ? [Math.abs(told.toAt - stretch.to)] : [],
  }
}

export const together = (a: Tally, b: Tally): Tally => ({
  due: a.due + b.due,
  hits: a.hits + b.hits,
  falseAlarms: a.falseAlarms + b.falseAlarms,
  beginErrors: [...a.beginErrors, ...b.beginErrors],
  endErrors: [...a.endErrors, ...b.endErrors],
})

/**
 * One stay is one finding: the first confirmed finding of a stay of at least `leastMs` is a hit; a second one of it, one
 * of a shorter stay, and one of anything else are false alarms; a stay without any is a miss.
 */
export function count(told: readonly Told[], stays: readonly TrueStay[], leastMs: number): Tally {
  const due = stays.filter(isDueOf(leastMs))
  const hits = due.flatMap((stay) => {
    const first = told.find((one) => isOf(stay, one))
    return first ? [{ first, tally: hitOf(stay, first) }] : []
  })
  const falseAlarms = told.filter((one) => !hits.some(({ first }) => first === one)).length
  return hits.map(({ tally }) => tally).reduce(together, { ...nothingYet, due: due.length, falseAlarms })
}
