import type { ViolationKind } from '@sightline/detectors/finding'

/** A confirmed finding as far as merging knows it. `place`: the kitchen, which may have several cameras. */
export interface Mergeable {
  readonly findingId: string
  readonly place: string
  readonly kind: ViolationKind
  /** When it opened, epoch ms. */
  readonly at: number
}

/** Findings that are one alert: the first of them, all of them, and how often it happened there lately. */
export interface MergedFinding extends Mergeable {
  readonly findingIds: readonly string[]
  /** Alerts of this kind at this place in the days up to and with this one. */
  readonly times: number
  readonly isRepeat: boolean
}

export const mergeDefaults = { withinMs: 30 * 60_000, repeatTimes: 3, repeatMs: 7 * 86_400_000 }

const isSameMatter = (a: Mergeable, b: Mergeable): boolean => a.place === b.place && a.kind === b.kind

/**
 * Domain list R49: the same place and kind within 30 minutes of an alert's first finding is that alert (so that what
 * never ends is told again every half hour); three alerts within 7 days are a repeat. Limits belong to the inside.
 */
export function mergeFindings(
  findings: readonly Mergeable[],
  { withinMs, repeatTimes, repeatMs }: typeof mergeDefaults = mergeDefaults,
): readonly MergedFinding[] {
  const inOrder = findings.toSorted((a, b) => a.at - b.at || (a.findingId < b.findingId ? -1 : 1))
  return inOrder.reduce<readonly MergedFinding[]>((merged, finding) => {
    const open = merged.findLast((one) => isSameMatter(one, finding))
    if (open && finding.at - open.at <= withinMs) {
      const findingIds = [...open.findingIds, finding.findingId]
      return merged.map((one) => (one === open ? { ...open, findingIds } : one))
    }
    const lately = merged.filter((one) => isSameMatter(one, finding) && finding.at - one.at <= repeatMs)
    const times = lately.length + 1
    return [...merged, { ...finding, findingIds: [finding.findingId], times, isRepeat: times >= repeatTimes }]
  }, [])
}
