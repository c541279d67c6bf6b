import type { StayKind } from '@sightline/detectors/finding'
import type { Tally } from './rules.ts'

/** One rule, seen by one eye at one cadence. */
export interface RuleRow {
  readonly kind: StayKind
  /** What its scenes are about, where there is more than one row of a kind. */
  readonly about?: string
  readonly standIn: string
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
  'rule',
  'stand-in',
  'looks',
  'variations',
  'due',
  'found',
  'false',
  'precision',
  'recall',
  'begin off, s',
  'end off, s',
  'beyond, s',
]

const lineOf = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

/** A Markdown table's first lines, as `docs/measurements.md` holds them. */
export const ruleHeader = [lineOf(columns), lineOf(columns.map(() => '---'))].join('\n')

/** A row for each; a dash where there is nothing to divide or to compare. */
export const ruleLines = (rows: readonly RuleRow[]): string =>
  rows
    .map(({ kind, about, standIn, cadence, variations, tally }) => {
      const { due, hits, falseAlarms, beginErrors, endErrors, beyond } = tally
      return lineOf([
        about ? `${kind}, ${about}` : kind,
        standIn,
        cadence,
        variations,
        due,
        hits,
        falseAlarms,
        share(hits, hits + falseAlarms),
        share(hits, due),
        spread(beginErrors),
        spread(endErrors),
        hits > 0 ? (beyond / 1000).toFixed(1) : '–',
      ])
    })
    .join('\n')
