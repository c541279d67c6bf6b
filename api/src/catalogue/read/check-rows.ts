import type { z } from 'zod'
import {
  authorityContentSchema,
  leniencyContentSchema,
  matterContentSchema,
  type LawDefaults,
  type LawProblem,
} from '../../../contract/catalogue.ts'
import { keyOf, overlaps, type LawContent, type LawSubject, type Matter } from '../../../law/catalogue.ts'
import { stricterFaults, type StricterFault } from '../../../law/stricter-profile.ts'
import { tierFault } from '../../../law/tiers.ts'
import { toShown, type Candidate } from './rows.ts'

/** A row that can be kept. */
export interface SoundRow {
  readonly line: number
  readonly key: string
  readonly content: LawContent
}

interface Checking {
  readonly subject: LawSubject
  readonly defaults: LawDefaults
  /** Of the day on which it is taken in. */
  readonly today: string
  /** Codes of matters that are known here, for rows that speak of one. */
  readonly codes: ReadonlySet<string>
}

const schemas = {
  matters: matterContentSchema,
  authorities: authorityContentSchema,
  leniency: leniencyContentSchema,
} as const satisfies Record<LawSubject, z.ZodType<LawContent>>

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
/** The column of a place in a thing: `tiers.3.min` is `tierMin`. */
function columnOf(path: readonly PropertyKey[]): string {
  const [first, second, third] = path.map(String)
  if (first === 'profile' && second !== undefined) return second
  if (first === 'tiers' && third !== undefined) return `tier${upper(third)}`
  if ((first === 'person' || first === 'unit') && second !== undefined) return first + upper(second)
  return first ?? ''
}

function codeOf(issue: z.core.$ZodIssue, isThere: boolean): LawProblem['code'] {
  if (!isThere) return 'empty'
  if (issue.code === 'too_big') return 'too_long'
  const [column] = issue.path
  if (issue.code === 'unrecognized_keys') return 'unknown_column'
  if (column === 'code' || column === 'matterCode') return 'bad_code'
  if (column === 'sourceUrl') return 'bad_url'
  return 'bad_value'
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )

function issuesOf({ line, fields, tierLines }: Candidate, issues: readonly z.core.$ZodIssue[]): LawProblem[] {
  return issues.map((issue) => {
    const [first, second] = issue.path
    const found = valueAt(fields, issue.path)
    const isThere = found !== undefined && found !== '' && found !== null
    const at = first === 'tiers' && typeof second === 'number' ? (tierLines[second] ?? line) : line
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : null
    return {
      line: at,
      column: keys === null ? columnOf(issue.path) : '',
      code: codeOf(issue, isThere || keys !== null),
      found: toShown(keys ?? (isThere ? (typeof found === 'object' ? JSON.stringify(found) : found) : '')),
    }
  })
}

/** What is wrong with its days: the public reads it before it is in force, and nobody dates it ahead (R1). */
function dayProblems(line: number, content: LawContent, today: string): LawProblem[] {
  const { fromDay, toDay, publishedOn } = content
  const at = (column: string, code: LawProblem['code'], found: string): LawProblem => ({
    line,
    column,
    code,
    found,
  })
  return [
    ...(fromDay !== null && toDay !== null && toDay < fromDay ? [at('toDay', 'days_reversed', toDay)] : []),
    ...(publishedOn !== null && publishedOn > today
      ? [at('publishedOn', 'public_in_future', publishedOn)]
      : []),
    ...(publishedOn !== null && fromDay !== null && publishedOn > fromDay
      ? [at('publishedOn', 'public_too_late', publishedOn)]
      : []),
  ]
}

function tierProblems(matter: Matter, { line, tierLines }: Candidate): LawProblem[] {
  return matter.tiers.flatMap((tier, i) => {
    const code = tierFault(tier, matter)
    const found = `${tier.name} ${tier.min ?? ''}-${tier.max ?? ''}`
    return code === null ? [] : [{ line: tierLines[i] ?? line, column: 'tierMax', code, found }]
  })
}

const faultCodes: Record<StricterFault['why'], LawProblem['code']> = {
  lax: 'profile_too_lax',
  much: 'profile_too_much',
  unmeasured: 'profile_unmeasured',
}
/** What it asks of pictures is at least what the product asks of its kinds, and something that they can show. */
const profileProblems = ({ profile, kinds }: Matter, line: number): LawProblem[] =>
  profile === null
    ? []
    : stricterFaults(profile, kinds).map(({ field, why, value, limit }) => ({
        line,
        column: field,
        code: faultCodes[why],
        found: String(value),
        ...(limit === null ? {} : { limit }),
      }))

function matterProblems(candidate: Candidate, content: LawContent, codes: Checking['codes']): LawProblem[] {
  const { line } = candidate
  if ('tiers' in content) return [...tierProblems(content, candidate), ...profileProblems(content, line)]
  const { matterCode } = content
  return matterCode === '' || codes.has(matterCode)
    ? []
    : [{ line, column: 'matterCode', code: 'matter_unknown', found: matterCode }]
}

/** One thing twice in a file, for a shared day: the later one is told. */
function doubled(rows: readonly SoundRow[]): LawProblem[] {
  const seen = new Map<string, SoundRow[]>()
  return rows.flatMap((row) => {
    const before = seen.get(row.key) ?? []
    seen.set(row.key, [...before, row])
    return before.some(({ content }) => overlaps(content, row.content))
      ? [{ line: row.line, column: 'code', code: 'code_twice' as const, found: toShown(row.key) }]
      : []
  })
}

/** What of a thing's own is missing is taken from what the whole file is of. */
const filled = (fields: Candidate['fields'], defaults: LawDefaults): Candidate['fields'] => {
  const isSaid = ([, value]: readonly [string, unknown]): boolean =>
    value !== null && value !== undefined && value !== ''
  return {
    ...fields,
    ...Object.fromEntries(
      Object.entries(defaults).filter((one) => isSaid(one) && !isSaid([one[0], fields[one[0]]])),
    ),
  }
}

/** The rows that can be kept, and everything that is wrong with the others. */
export function checkRows(
  candidates: readonly Candidate[],
  { subject, defaults, today, codes }: Checking,
): { readonly rows: readonly SoundRow[]; readonly problems: readonly LawProblem[] } {
  const problems: LawProblem[] = []
  const rows: SoundRow[] = []
  for (const candidate of candidates) {
    const read = schemas[subject].safeParse(filled(candidate.fields, defaults))
    if (!read.success) {
      problems.push(...issuesOf(candidate, read.error.issues))
      continue
    }
    const content: LawContent = read.data
    problems.push(
      ...dayProblems(candidate.line, content, today),
      ...matterProblems(candidate, content, codes),
    )
    rows.push({ line: candidate.line, key: keyOf(subject, content), content })
  }
  return { rows, problems: [...problems, ...doubled(rows)] }
}
