import { proportion } from '@sightline/detectors/measures/proportion'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { z } from 'zod'
import type { PrecisionFigure, precisionSchema, TruthCounts } from '../../contract/precision.ts'
import { verdictOf, type Handled } from '../../contract/verdict.ts'

/** So many findings that are alike in all that precision is told by. */
export interface Alike extends Handled {
  readonly count: number
  readonly kind: ViolationKind
  readonly ruleId: string
  readonly zoneName: string
  readonly sourceId: string
  readonly sourceName: string
  readonly model: string | null
  readonly sha256: string | null
  readonly hour: number
}

export type PrecisionView = z.input<typeof precisionSchema>

/** What people said of them, and what share was right. What they left unsaid, or have not looked at, counts neither way. */
export function figureOf(findings: readonly (Handled & { readonly count: number })[]): PrecisionFigure {
  const counts: TruthCounts = { right: 0, wrong: 0, unsaid: 0, open: 0 }
  for (const one of findings) counts[verdictOf(one).truth] += one.count
  return { counts, precision: proportion(counts.right, counts.right + counts.wrong) }
}

/** One row for each value of a key, with the name that its newest finding has; those with most findings first. */
function by<T extends object>(
  findings: readonly Alike[],
  rowOf: (one: Alike) => { readonly key: string; readonly row: T },
): (T & PrecisionFigure)[] {
  const groups = new Map<string, { row: T; list: Alike[] }>()
  for (const one of findings) {
    const { key, row } = rowOf(one)
    const group = groups.get(key)
    if (group) group.list.push(one)
    else groups.set(key, { row, list: [one] })
  }
  return [...groups.values()]
    .map(({ row, list }) => ({ count: total(list), made: { ...row, ...figureOf(list) } }))
    .toSorted((a, b) => b.count - a.count)
    .map(({ made }) => made)
}

const total = (list: readonly Alike[]): number => list.reduce((sum, { count }) => sum + count, 0)

/** All figures of a period. */
export const toPrecision = (
  findings: readonly Alike[],
  period: { readonly from: number; readonly to: number },
): PrecisionView => ({
  ...period,
  all: figureOf(findings),
  byKind: by(findings, ({ kind }) => ({ key: kind, row: { kind } })),
  byRule: by(findings, ({ ruleId, kind, zoneName, sourceName }) => ({
    key: ruleId,
    row: { ruleId, kind, zoneName, sourceName },
  })),
  bySource: by(findings, ({ sourceId, sourceName }) => ({ key: sourceId, row: { sourceId, sourceName } })),
  byModel: by(findings, ({ model, sha256 }) => ({ key: `${model}@${sha256}`, row: { model, sha256 } })),
  byHour: by(findings, ({ hour }) => ({ key: String(hour), row: { hour } })).toSorted(
    (a, b) => a.hour - b.hour,
  ),
})
