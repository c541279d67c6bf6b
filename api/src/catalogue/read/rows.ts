import type { LawProblem } from '../../../contract/catalogue.ts'
import { isCleanProse, toLine, toParagraph } from '../../../contract/text.ts'
import type { LawSubject } from '../../../law/catalogue.ts'
import type { Line } from '../../permits/import/table.ts'
import { columnsOf, profileColumns, tierColumns, type Column } from './columns.ts'

type Fields = Readonly<Record<string, unknown>>

/** A thing of a file before it is looked at: its fields, and where each of its parts stands. */
export interface Candidate {
  readonly line: number
  readonly fields: Fields
  /** Lines of its tiers, in their order; of JSON all the same. */
  readonly tierLines: readonly number[]
}
export interface ReadRows {
  readonly candidates: readonly Candidate[]
  readonly problems: readonly LawProblem[]
}

export const mostRows = 5000
const longestCell = 4000

/** What stood there, short and harmless. */
export const toShown = (found: unknown): string =>
  String(found)
    .slice(0, 80)
    .replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')

interface Head {
  readonly line: number
  readonly names: readonly (string | undefined)[]
  readonly problems: readonly LawProblem[]
}

function headOf(head: Line, subject: LawSubject): Head {
  const { columns, needed } = columnsOf[subject]
  const nameOf = (heading: string): string | undefined => {
    const plain = toLine(heading.normalize('NFKC')).toLowerCase()
    return Object.entries(columns).find(
      ([name, { headings }]) => name.toLowerCase() === plain || headings.includes(plain),
    )?.[0]
  }
  const names = head.cells.map(nameOf)
  const at = (code: LawProblem['code'], column: string, found = ''): LawProblem => ({
    line: head.line,
    column,
    code,
    found: toShown(found),
  })
  return {
    line: head.line,
    names,
    problems: [
      ...head.cells.flatMap((cell, i) =>
        names[i] === undefined && cell !== '' ? [at('unknown_column', '', cell)] : [],
      ),
      ...names.flatMap((name, i) =>
        name !== undefined && names.indexOf(name) !== i ? [at('double_column', name)] : [],
      ),
      ...needed.filter((name) => !names.includes(name)).map((name) => at('missing_column', name)),
    ],
  }
}

/** A row by the names of its columns: what was read, and what could not be. */
function readCells(
  { line, cells }: Line,
  names: Head['names'],
  columns: Readonly<Record<string, Column>>,
): { fields: Record<string, unknown>; problems: LawProblem[] } {
  const fields: Record<string, unknown> = {}
  const problems: LawProblem[] = []
  for (const [i, raw] of cells.entries()) {
    const name = names[i]
    const note = (code: LawProblem['code']): void =>
      void problems.push({ line, column: name ?? '', code, found: toShown(raw) })
    if (name === undefined) {
      if (i >= names.length && raw !== '') note('too_many_cells')
      continue
    }
    const text = toParagraph(raw)
    if (text === '') continue
    if (text.length > longestCell) note('too_long')
    // U+FFFD is what is left of a text that was read in the wrong encoding.
    else if (!isCleanProse(text) || text.includes('\uFFFD')) note('bad_text')
    else {
      const read = columns[name]?.read(text) ?? { value: text }
      if ('code' in read) note(read.code)
      else fields[name] = read.value
    }
  }
  return { fields, problems }
}

const tierNames = Object.keys(tierColumns)
const tierOf = (fields: Fields): Fields | null => {
  const own = tierNames.filter((name) => fields[name] !== undefined)
  if (own.length === 0) return null
  const bare = (name: string): string => name.slice(4, 5).toLowerCase() + name.slice(5)
  return Object.fromEntries(own.map((name) => [bare(name), fields[name]]))
}

const profileNames = Object.keys(profileColumns)

/** Two columns of one band are one field, and all that is asked of pictures is another. */
function nested(fields: Fields): Record<string, unknown> {
  const isOwn = (name: string): boolean =>
    !tierNames.includes(name) && !profileNames.includes(name) && !/^(person|unit)M/.test(name)
  const all = Object.entries(fields)
  const rest = Object.fromEntries(all.filter(([name]) => isOwn(name)))
  const asked = all.filter(([name]) => profileNames.includes(name))
  if (asked.length > 0) rest['profile'] = Object.fromEntries(asked)
  for (const who of ['person', 'unit']) {
    const [min, max] = [fields[`${who}Min`], fields[`${who}Max`]]
    if (min !== undefined || max !== undefined) rest[who] = { min: min ?? null, max: max ?? null }
  }
  return rest
}

interface Growing {
  readonly line: number
  readonly fields: Record<string, unknown>
  readonly tiers: Fields[]
  readonly tierLines: number[]
}

/** A row that only adds a tier: it names no matter, or the one above in the same version. */
const isContinued = (before: Growing | undefined, own: Fields): boolean =>
  own['code'] === undefined ||
  (before !== undefined &&
    own['code'] === before.fields['code'] &&
    (own['fromDay'] === undefined || own['fromDay'] === before.fields['fromDay']) &&
    (own['toDay'] === undefined || own['toDay'] === before.fields['toDay']))

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Matters with their tiers: the first row of each says what it is, each row a tier. */
function grouped(rows: readonly { line: number; fields: Fields }[]): ReadRows {
  const found: Growing[] = []
  const problems: LawProblem[] = []
  for (const { line, fields } of rows) {
    const own = nested(fields)
    const tier = tierOf(fields)
    const before = found.at(-1)
    if (!isContinued(before, own)) {
      const tiers = tier ? [tier] : []
      found.push({ line, fields: own, tiers, tierLines: tier ? [line] : [] })
      continue
    }
    if (before === undefined) {
      problems.push({ line, column: 'code', code: 'empty', found: '' })
      continue
    }
    for (const [name, value] of Object.entries(own))
      if (!isEqual(value, before.fields[name]))
        problems.push({ line, column: name, code: 'matter_differs', found: toShown(value) })
    if (tier === null) problems.push({ line, column: 'tierName', code: 'tier_without_matter', found: '' })
    else {
      before.tiers.push(tier)
      before.tierLines.push(line)
    }
  }
  const candidates = found.map(({ line, fields, tiers, tierLines }) => ({
    line,
    tierLines,
    fields: { ...fields, tiers },
  }))
  return { candidates, problems }
}

/** The things that a table tells of, and everything that is wrong with it as a table. */
export function rowsOfTable(
  subject: LawSubject,
  { lines, openQuoteAt }: { readonly lines: readonly Line[]; readonly openQuoteAt: number | null },
): ReadRows {
  const open: LawProblem[] =
    openQuoteAt === null ? [] : [{ line: openQuoteAt, column: '', code: 'open_quote', found: '' }]
  const [first, ...rest] = lines
  const none: LawProblem = { line: 1, column: '', code: 'no_table', found: '' }
  if (!first || rest.length === 0) return { candidates: [], problems: open.length > 0 ? open : [none] }
  const head = headOf(first, subject)
  const many: LawProblem[] =
    rest.length > mostRows
      ? [{ line: first.line, column: '', code: 'too_many_rows', found: String(rest.length) }]
      : []
  const rows = rest
    .slice(0, mostRows)
    .map((line) => ({ line: line.line, ...readCells(line, head.names, columnsOf[subject].columns) }))
  const told = [...open, ...head.problems, ...many, ...rows.flatMap(({ problems }) => problems)]
  if (subject === 'matters') {
    const { candidates, problems } = grouped(rows)
    return { candidates, problems: [...told, ...problems] }
  }
  return { candidates: rows.map(({ line, fields }) => ({ line, fields, tierLines: [] })), problems: told }
}

/** The things of a list of JSON, by their place in it. */
export function rowsOfJson(items: readonly unknown[]): ReadRows {
  const isBag = (item: unknown): item is Fields =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
  const many: LawProblem[] =
    items.length > mostRows
      ? [{ line: 1, column: '', code: 'too_many_rows', found: String(items.length) }]
      : []
  const read = items.slice(0, mostRows).map((item, i): ReadRows => {
    const line = i + 1
    if (!isBag(item))
      return { candidates: [], problems: [{ line, column: '', code: 'bad_json', found: toShown(item) }] }
    return { candidates: [{ line, fields: item, tierLines: [] }], problems: [] }
  })
  const none: LawProblem[] = items.length === 0 ? [{ line: 1, column: '', code: 'no_table', found: '' }] : []
  return {
    candidates: read.flatMap(({ candidates }) => candidates),
    problems: [...none, ...many, ...read.flatMap(({ problems }) => problems)],
  }
}
