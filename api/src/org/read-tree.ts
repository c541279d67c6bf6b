import type { UnitProblem } from '../../contract/units.ts'
import { unitColumns } from '../../contract/units.ts'
import { mayStandBelow, unitKinds, type UnitKind, type UnitNode } from '../../law/units.ts'
import type { Line } from '../permits/import/table.ts'

type Column = (typeof unitColumns)[number]

/** A unit of a table. `parentId`: of a unit that is there already; null: `parent` is the code of a row above or below. */
export interface TreeRow {
  readonly line: number
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly regionCode: string
  readonly parent: string
  readonly parentId: string | null
}

interface Known {
  readonly known: readonly (UnitNode & { readonly name: string })[]
  /** Where what names no parent stands. */
  readonly top: string
}

const headings: Record<Column, readonly string[]> = {
  code: ['code', '代码', '编码', '行政区划代码', '区划代码'],
  name: ['name', '名称', '单位名称', '单位'],
  kind: ['kind', '类型', '类别', '级别'],
  parent: ['parent', 'parent code', '上级代码', '上级', '上级编码'],
}
const kindWords: Record<UnitKind, readonly string[]> = {
  city: ['city', '市'],
  district: ['district', '区县', '区', '县'],
  town: ['town', '镇街', '镇', '街道', '乡'],
  department: ['department', '部门', '科室'],
}
const mostRows = 500
const regionPattern = /^(?:\d{6}|\d{9}|\d{12})$/
const codePattern = /^[A-Za-z0-9._-]{1,20}$/

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

interface Raw extends Record<Column, string> {
  readonly line: number
}

function namesOf({ line, cells }: Line) {
  const names = cells.map((cell) => unitColumns.find((name) => headings[name].includes(plain(cell))))
  const problems: UnitProblem[] = [
    ...cells.flatMap((found, i) =>
      names[i] === undefined && found.trim() !== ''
        ? [{ line, column: null, code: 'unknown_column' as const, found: found.slice(0, 40) }]
        : [],
    ),
    ...unitColumns
      .filter((name) => (name === 'name' || name === 'kind') && !names.includes(name))
      .map((column) => ({ line, column, code: 'missing_column' as const, found: '' })),
  ]
  return { names, problems }
}

const rawOf = ({ line, cells }: Line, names: readonly (Column | undefined)[]): Raw => {
  const cell = (name: Column): string => (cells[names.indexOf(name)] ?? '').normalize('NFKC').trim()
  return { line, code: cell('code'), name: cell('name'), kind: cell('kind'), parent: cell('parent') }
}

/** Parents before their parts, whatever the order of the rows; a circle is of parents that are nowhere. */
function inOrder(rows: readonly TreeRow[]): { sorted: TreeRow[]; left: TreeRow[] } {
  const sorted: TreeRow[] = []
  let left = [...rows]
  for (;;) {
    const ready = left.filter(
      ({ parentId, parent }) => parentId !== null || sorted.some(({ code }) => code === parent),
    )
    if (ready.length === 0) return { sorted, left }
    sorted.push(...ready)
    left = left.filter((row) => !ready.includes(row))
  }
}

/** A table as units, and everything that is wrong with it, by row. Null: it is no table. */
export function readTree(
  lines: readonly Line[] | null,
  { known, top }: Known,
): { readonly rows: readonly TreeRow[]; readonly problems: UnitProblem[] } {
  const [head, ...body] = lines ?? []
  if (!head) return { rows: [], problems: [{ line: 1, column: null, code: 'not_a_table', found: '' }] }
  const { names, problems } = namesOf(head)
  if (problems.length > 0) return { rows: [], problems }
  if (body.length > mostRows)
    return {
      rows: [],
      problems: [{ line: 1, column: null, code: 'too_many_rows', found: String(body.length) }],
    }
  const raws = body.map((line) => rawOf(line, names))
  const rows = raws.flatMap((raw) => rowOf(raw, { raws, known, top, problems }))
  const { sorted, left } = inOrder(rows)
  for (const { line, parent } of left)
    problems.push({ line, column: 'parent', code: 'parent_unknown', found: parent })
  for (const row of sorted) problems.push(...misplaced(row, sorted, known))
  return { rows: sorted, problems: problems.toSorted((a, b) => a.line - b.line) }
}

function rowOf(
  raw: Raw,
  { raws, known, top, problems }: Known & { readonly raws: readonly Raw[]; readonly problems: UnitProblem[] },
): TreeRow[] {
  const { line, code, name, parent } = raw
  const before = problems.length
  const say = (column: Column, problem: UnitProblem['code']): void =>
    void problems.push({ line, column, code: problem, found: raw[column].slice(0, 40) })
  const kind = unitKinds.find((one) => kindWords[one].includes(plain(raw.kind)))
  if (name === '') say('name', 'empty')
  if (name.length > 40) say('name', 'too_long')
  if (!kind) say('kind', 'bad_kind')
  if (code !== '' && !codePattern.test(code)) say('code', 'bad_code')
  if (code !== '' && raws.some((one) => one.line < line && one.code === code)) say('code', 'code_twice')
  const there = known.find(({ regionCode }) => parent !== '' && regionCode === parent)
  const isAbove = raws.some((one) => one !== raw && one.code === parent)
  if (parent !== '' && !there && !isAbove) say('parent', 'parent_unknown')
  if (!kind || problems.length > before) return []
  const parentId = parent === '' ? top : isAbove ? null : (there?.id ?? null)
  const regionCode = kind !== 'department' && regionPattern.test(code) ? code : ''
  return [{ line, code, name, kind, regionCode, parent, parentId }]
}

/** What stands where its kind may not, or beside another of its name. */
function misplaced(row: TreeRow, rows: readonly TreeRow[], known: Known['known']): UnitProblem[] {
  const { line, kind, name, parent, parentId } = row
  const above =
    parentId === null ? rows.find(({ code }) => code === parent) : known.find(({ id }) => id === parentId)
  const isSibling = (one: TreeRow): boolean =>
    one.line < line && one.name === name && one.parent === parent && one.parentId === parentId
  const isTaken = rows.some(isSibling) || known.some((one) => one.parentId === parentId && one.name === name)
  return [
    ...(above && !mayStandBelow(kind, above.kind)
      ? [{ line, column: 'kind' as const, code: 'kind_below' as const, found: kind }]
      : []),
    ...(isTaken ? [{ line, column: 'name' as const, code: 'name_taken' as const, found: name }] : []),
  ]
}
