import { iou } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'

/** A finding as far as it says when and where something stood. */
export interface Stood {
  readonly findingId: string
  readonly sourceId: string
  readonly ruleId: string
  readonly openedAt: number
  readonly confirmedAt: number
  /** Null: it stands, or its end was not told. */
  readonly closedAt: number | null
  readonly box: Box
}

/** Two models draw one thing's box so far apart. */
const samePlace = 0.3

/** A stay whose end is not known lasted at least until it was confirmed; it is held to go on for so long at most, ms. */
const longestUntold = 30 * 60_000

const endOf = ({ closedAt, confirmedAt }: Stood): number => closedAt ?? confirmedAt + longestUntold

const isSameTime = (a: Stood, b: Stood): boolean => a.openedAt <= endOf(b) && b.openedAt <= endOf(a)

const isSameRule = (a: Stood, b: Stood): boolean => a.ruleId === b.ruleId && a.sourceId === b.sourceId

export interface Matched<T> {
  readonly pairs: readonly { readonly shadow: T; readonly inForce: T }[]
  readonly shadowOnly: readonly T[]
  readonly inForceOnly: readonly T[]
}

/**
 * Which findings of the two sides are of one and the same stay: of one rule, at the same time and place. Each is paired
 * once, those that lie best upon each other first: a model that makes two findings of one stay has one too many.
 */
export function matchFindings<T extends Stood>(shadow: readonly T[], inForce: readonly T[]): Matched<T> {
  const likely = shadow
    .flatMap((own) =>
      inForce
        .filter((other) => isSameRule(own, other) && isSameTime(own, other))
        .map((other) => ({ shadow: own, inForce: other, overlap: iou(own.box, other.box) })),
    )
    .filter(({ overlap }) => overlap >= samePlace)
    .toSorted((a, b) => b.overlap - a.overlap || apart(a) - apart(b))
  const taken = new Set<T>()
  const pairs = likely.filter(({ shadow: own, inForce: other }) => {
    if (taken.has(own) || taken.has(other)) return false
    taken.add(own).add(other)
    return true
  })
  return {
    pairs: pairs.map(({ shadow: own, inForce: other }) => ({ shadow: own, inForce: other })),
    shadowOnly: shadow.filter((one) => !taken.has(one)),
    inForceOnly: inForce.filter((one) => !taken.has(one)),
  }
}

const apart = ({ shadow, inForce }: { readonly shadow: Stood; readonly inForce: Stood }): number =>
  Math.abs(shadow.openedAt - inForce.openedAt)
