import type { StayKind } from '@sightline/detectors/finding'
import type { Tally } from './rules.ts'

/** One rule, seen by one eye at one cadence. */
export interface RuleRow {
  readonly kind: StayKind
  readonly eye: string
  readonly cadence: string
  readonly variations: number
  readonly tally: Tally
}

const share = (part: number, whole: number): string => (whole > 0 ? (part / whole).toFixed(2) : '–')

/** Nearest rank, in seconds. */
function spread(errors: readonly number[]): string {
  const ordered = errors.toSorted((a, b) => a - b)
  const at = (rank: number): string =>
    ((ordered[Math.max(0, Math.ceil(rank * ordered.length) - 1)] ?? 0) / 1000).toFixed(1)
  return ordered.length > 0 ? `${at(0.5)} / ${at(0.95)}` : '–'
}

const columns = [
  ...['rule', 'eye', 'looks', 'variations', 'due', 'found', 'false', 'precision', 'recall'],
  ...['begin off, s', 'end off, s'],
]

const lineOf = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

/** The rows as Markdown, as `docs/measurements.md` holds them; a dash where there is nothing to divide or to compare. */
export function ruleTable(rows: readonly RuleRow[]): string {
  const lines = rows.map(({ kind, eye, cadence, variations, tally }) => {
    const { due, hits, falseAlarms, beginErrors, endErrors } = tally
    return lineOf([
      ...[kind, eye, cadence, variations, due, hits, falseAlarms],
      ...[share(hits, hits + falseAlarms), share(hits, due), spread(beginErrors), spread(endErrors)],
    ])
  })
  return [lineOf(columns), lineOf(columns.map(() => '---')), ...lines].join('\n')
}
