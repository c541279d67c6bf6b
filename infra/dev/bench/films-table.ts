import type { Film, FilmRule } from '../films/film.ts'
import type { FilmTally } from './films-judge.ts'

/** One rule on one film, in one way of playing it. */
export interface FilmRow {
  readonly film: Film
  readonly rule: FilmRule
  readonly way: string
  readonly tally: FilmTally
}

const columns = [
  'film',
  'rule',
  'still + grace, s',
  'played',
  'minutes',
  'due',
  'found',
  'false',
  'false an hour',
  'warned: due, found, false',
  'dwell off, s',
  'two in one',
  'one in two',
  'far looks',
]

const lineOf = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

/** A Markdown table's first lines, as `docs/measurements.md` holds them. */
export const filmHeader = [lineOf(columns), lineOf(columns.map(() => '---'))].join('\n')

/** The furthest that a claim's begin and its end are off, in seconds. */
function offOf({ confirmed, warned }: FilmTally): string {
  const worst = (errors: readonly number[]): string =>
    errors.length > 0 ? (Math.max(...errors) / 1000).toFixed(1) : '–'
  const { beginErrors, endErrors } = warned ?? confirmed
  return `${worst(beginErrors)} / ${worst(endErrors)}`
}

export function filmLine({ film, rule, way, tally }: FilmRow): string {
  const { stillSeconds = '·', graceSeconds = '·' } = rule.params
  const { filmMs, confirmed, warned, joined, split, farLooks, looks } = tally
  return lineOf([
    film.id,
    rule.kind,
    `${String(stillSeconds)} + ${String(graceSeconds)}`,
    way,
    (filmMs / 60_000).toFixed(1),
    confirmed.due,
    confirmed.hits,
    confirmed.falseAlarms,
    ((confirmed.falseAlarms * 3_600_000) / filmMs).toFixed(1),
    warned ? `${warned.due}, ${warned.hits}, ${warned.falseAlarms}` : '–',
    offOf(tally),
    film.seen.length > 0 ? joined : '–',
    film.seen.length > 0 ? split : '–',
    `${farLooks} of ${looks}`,
  ])
}
