import { shadowDrops, type ShadowCounts } from '../../contract/shadow-report.ts'
import type { ShadowCost } from '../../contract/shadows.ts'

const sumOf = (list: readonly ShadowCounts[], of: (one: ShadowCounts) => number): number =>
  list.reduce((sum, one) => sum + of(one), 0)

/** What was counted of one source, from one beginning there to the next. */
export interface Tallied {
  readonly sourceId: string
  readonly counts: ShadowCounts
}

/** What a shadow cost on all sources and workers together, of which the longest watched says for how long. */
export function costOf(tallies: readonly Tallied[]): ShadowCost {
  const counts = tallies.map((one) => one.counts)
  const looked = sumOf(counts, (one) => one.looked)
  const times = new Map<string, number>()
  for (const { sourceId, counts: of } of tallies)
    times.set(sourceId, (times.get(sourceId) ?? 0) + of.elapsedMs)
  const elapsed = Math.max(0, ...times.values())
  const watched = sumOf(counts, ({ elapsedMs }) => elapsedMs)
  const cpuMs = sumOf(counts, (one) => one.cpuMs)
  const dropped = Object.fromEntries(
    shadowDrops.map((reason) => [reason, sumOf(counts, (one) => one.dropped[reason])]),
  ) as ShadowCost['dropped']
  return {
    looks: sumOf(counts, (one) => one.looks),
    looked,
    dropped,
    meanMs: looked === 0 ? null : sumOf(counts, ({ ms }) => ms) / looked,
    slowestMs: looked === 0 ? null : Math.max(...counts.map(({ slowestMs }) => slowestMs)),
    cpuPercent: elapsed === 0 ? null : (100 * cpuMs) / elapsed,
    cpuSecondsPerMinute: watched === 0 ? null : (60 * cpuMs) / watched,
    residentBytes: Math.max(0, ...counts.map((one) => one.residentBytes)) || null,
    lost: sumOf(counts, (one) => one.lost),
    sizes: counts.find(({ sizes }) => sizes !== null)?.sizes ?? null,
  }
}
