import type { Box } from '@sightline/detectors/geometry/point'
import { stayRules } from '@sightline/detectors/rules/table'
import type { Film, FilmRule } from '../films/film.ts'
import { truthOf, type FilmTruth } from './films-truth.ts'
import { count, nothingYet, type Tally, type Told, type TrueStay } from './rules.ts'

/** A look at what a finding is about; times in ms since the film began to play. */
export interface ToldLook {
  readonly at: number
  readonly box: Box
}

/** A finding as it was in the end. */
export interface ToldFinding {
  readonly openedAt: number
  /** Null: it was not confirmed. */
  readonly confirmedAt: number | null
  /** Where its thing stood when it was confirmed; when it opened, where it was not. */
  readonly box: Box
  readonly fromAt: number
  readonly toAt: number
  /** Every look that its claim rests on in the end. */
  readonly looks: readonly ToldLook[]
  /** Every look that any of its claims rested on: it may have begun with somebody else. */
  readonly shown: readonly ToldLook[]
}

/** What came of one rule on one film. */
export interface FilmTally {
  readonly filmMs: number
  readonly confirmed: Tally
  /** The same of what only opened: somebody is warned by voice. Null where only what was confirmed is known. */
  readonly warned: Tally | null
  /** Findings whose claim shows two people or more. */
  readonly joined: number
  /** Stays that are in two findings or more. */
  readonly split: number
  /** Looks of claims further than five widths of the thing from where it mostly is. */
  readonly farLooks: number
  readonly looks: number
}

/** Two ends of a claim may be off by so much, ms. */
const allowedMs = 1000
/** A finding shows somebody in two looks at least, a second apart. */
const leastShownMs = 1000
const farWidths = 5

const toTold = (finding: ToldFinding, at: number): Told => ({ ...finding, confirmedAt: at })

/** A stay that is longer or shorter than the rule asks by no more than both ends may be off is nobody's fault. */
function tallyOf(told: readonly Told[], stays: readonly TrueStay[], leastMs: number): Tally {
  return stays.length + told.length === 0
    ? nothingYet
    : count(told, stays, { leastMs: leastMs - 2 * allowedMs, dueMs: leastMs + 2 * allowedMs })
}

const lasts = (looks: readonly ToldLook[]): boolean => {
  const times = looks.map(({ at }) => at)
  return Math.max(...times) - Math.min(...times) >= leastShownMs
}

function isJoined({ shown }: ToldFinding, { whoAt }: FilmTruth): boolean {
  const seen = shown.map((look) => ({ look, who: whoAt(look.at, look.box) }))
  const people = new Set(seen.flatMap(({ who }) => who ?? []))
  const of = (who: string): ToldLook[] => seen.filter((one) => one.who === who).map(({ look }) => look)
  return [...people].filter((who) => lasts(of(who))).length > 1
}

/** How many findings share a second or more of a stay, and stand where its thing does. */
function findingsOf({ stretches, placesAt }: TrueStay, findings: readonly ToldFinding[]): number {
  const isIn = ({ at, box }: ToldLook): boolean =>
    stretches.some(({ from, to }) => at >= from && at <= to) &&
    placesAt(at).some((place) => Math.abs(middle(place) - middle(box)) <= place.right - place.left)
  return findings.filter(({ shown }) => lasts(shown.filter(isIn))).length
}

const middle = ({ left, right }: Box): number => (left + right) / 2
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

function farLooksOf({ looks }: ToldFinding): number {
  const x = median(looks.map(({ box }) => middle(box)))
  const y = median(looks.map(({ box }) => box.bottom))
  const width = median(looks.map(({ box }) => box.right - box.left))
  return looks.filter(({ box }) => Math.hypot(middle(box) - x, box.bottom - y) > farWidths * width).length
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

export interface FilmFindings {
  readonly findings: readonly ToldFinding[]
  readonly filmMs: number
  /** Whether those are among them that were never confirmed. */
  readonly isWhole: boolean
}

/** Holds what was found against what is written down of the film. Pure. */
export function judgeFilm(
  film: Film,
  rule: FilmRule,
  { findings, filmMs, isWhole }: FilmFindings,
): FilmTally {
  const truth = truthOf(film, rule, filmMs)
  const { stillMs, graceMs } = stayRules[rule.kind].timing(rule.params)
  const confirmed = findings.flatMap((one) => (one.confirmedAt === null ? [] : toTold(one, one.confirmedAt)))
  const opened = findings.map((one) => toTold(one, one.openedAt))
  return {
    filmMs,
    confirmed: tallyOf(confirmed, truth.stays, stillMs + graceMs),
    warned: isWhole ? tallyOf(opened, truth.stays, stillMs) : null,
    joined: findings.filter((one) => isJoined(one, truth)).length,
    split: truth.stays.filter((stay) => findingsOf(stay, findings) > 1).length,
    farLooks: sumOf(findings.map(farLooksOf)),
    looks: sumOf(findings.map(({ looks }) => looks.length)),
  }
}
