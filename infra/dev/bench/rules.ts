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
  /** The furthest that any claim reaches before the stay's begin or after its end. */
  readonly beyond: number
}

export const nothingYet: Tally = {
  due: 0,
  hits: 0,
  falseAlarms: 0,
  beyond: 0,
  beginErrors: [],
  endErrors: [],
}

/** So much of a finding's box must lie in the truth's, at the time of the confirmation. */
const leastCovered = 0.5

/** What a stay must last: `leastMs` to be meant at all, `dueMs` to be missed where it is not found. */
export interface Lasting {
  readonly leastMs: number
  readonly dueMs: number
}

const lasts =
  (ms: number) =>
  ({ stretches }: TrueStay): boolean =>
    stretches.some(({ from, to }) => to - from >= ms)

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
    due: 0,
    hits: 1,
    falseAlarms: 0,
    beyond: Math.max(0, stretch.from - told.fromAt, stretch.isEndSeen ? told.toAt - stretch.to : 0),
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
  beyond: Math.max(a.beyond, b.beyond),
})

/**
 * One stay is one finding: the first confirmed finding of a stay of at least `leastMs` is right; a second one of it, one
 * of a shorter stay, and one of anything else are false alarms. A stay of at least `dueMs` without any is a miss; between
 * the two it is nobody's fault.
 */
export function count(told: readonly Told[], stays: readonly TrueStay[], { leastMs, dueMs }: Lasting): Tally {
  const meant = stays.filter(lasts(leastMs)).map((stay) => ({
    first: told.find((one) => isOf(stay, one)),
    stay,
    isDue: lasts(dueMs)(stay),
  }))
  const truePositives = meant.flatMap(({ first, stay }) => (first ? [hitOf(stay, first)] : []))
  const falseAlarms = told.filter((one) => !meant.some(({ first }) => first === one)).length
  const due = meant.filter(({ first, isDue }) => isDue || first).length
  return truePositives.reduce(together, { ...nothingYet, due, falseAlarms })
}
