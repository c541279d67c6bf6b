import { CsvError, parse } from 'csv-parse/sync'
import {
  importColumns,
  type ImportColumn,
  type ImportProblem,
  type ImportProblemCode,
} from '../../../contract/permits.ts'
import { toLine } from '../../../contract/text.ts'

export interface Line {
  /** Of the pasted text, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A heading as people write it. */
const headings: Record<ImportColumn, readonly string[]> = {
  kind: ['类型', '许可类型', '种类', 'kind', 'type'],
  number: ['编号', '许可编号', '文号', '证号', 'number', 'document number'],
  holder: ['被许可人', '持有人', '持证人', '单位', 'holder'],
  zones: ['区域', '适用区域', 'zones', 'zone'],
  plate: ['号牌', '车牌', '车牌号', '号牌号码', 'plate'],
  stall: ['摊位号', '摊位', 'stall'],
  fromDay: ['起始日期', '开始日期', '起', '自', 'from', 'from day'],
  toDay: ['截止日期', '结束日期', '止', '至', 'to', 'to day'],
  hours: ['时段', '每周时段', '时间', 'hours'],
  note: ['备注', '说明', 'note'],
}
/** Without these no permit can be read; the others may be left out. */
const needed: readonly ImportColumn[] = ['kind', 'number', 'holder', 'zones', 'fromDay', 'toDay']
export const maxRows = 500

export interface Lines {
  readonly lines: readonly Line[]
  /** Where the line begins in which a quote is opened and never closed; null: every one is closed. */
  readonly openQuoteAt: number | null
}

/**
 * Cells of a pasted table: tabs (as out of a spreadsheet) or commas, told by the first line; RFC 4180 quotes, in which a
 * cell may hold the separator and line breaks. Empty lines are left out; line numbers are those of the text. What follows
 * a quote that is never closed is not guessed at.
 */
export function toLines(text: string): Lines {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const delimiter = (plain.trimStart().split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ','
  const lines: Line[] = []
  let next = 1
  try {
    parse(plain, {
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      on_record: (record, info) => {
        const cells = record.map((cell) => cell.trim())
        if (cells.some((cell) => cell !== '')) lines.push({ line: next, cells })
        next = info.lines + 1
        return null
      },
    })
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      return { lines, openQuoteAt: next }
    throw error
  }
  return { lines, openQuoteAt: null }
}

const columnOf = (heading: string): ImportColumn | undefined => {
  const plain = toLine(heading.normalize('NFKC')).toLowerCase()
  return importColumns.find((column) => column.toLowerCase() === plain || headings[column].includes(plain))
}

export interface Table {
  readonly columns: readonly (ImportColumn | undefined)[]
  readonly rows: readonly Line[]
  readonly problems: readonly ImportProblem[]
}

/** The table with its columns named, and everything that is wrong with it as a table. */
export function toTable(text: string): Table {
  const { lines, openQuoteAt } = toLines(text)
  const open: ImportProblem[] =
    openQuoteAt === null ? [] : [{ line: openQuoteAt, column: null, code: 'open_quote', found: '' }]
  const [head, ...rows] = lines
  if (!head) {
    const none: ImportProblem = { line: 1, column: null, code: 'no_table', found: '' }
    return { columns: [], rows: [], problems: open.length > 0 ? open : [none] }
  }
  const columns = head.cells.map(columnOf)
  const at = (code: ImportProblemCode, column: ImportColumn | null, found = '') => ({
    line: head.line,
    column,
    code,
    found,
  })
  const tooWide = rows.filter((row) => row.cells.slice(columns.length).some((cell) => cell !== ''))
  const problems: ImportProblem[] = [
    ...open,
    ...head.cells.flatMap((cell, i) =>
      columns[i] === undefined && cell !== '' ? [at('unknown_column', null, cell)] : [],
    ),
    ...head.cells.flatMap((cell, i) => {
      const column = columns[i]
      return column !== undefined && columns.indexOf(column) !== i ? [at('double_column', column, cell)] : []
    }),
    ...needed.filter((column) => !columns.includes(column)).map((column) => at('missing_column', column)),
    ...(rows.length === 0 ? [at('no_table', null)] : []),
    ...(rows.length > maxRows ? [at('too_many_rows', null, String(rows.length))] : []),
    ...tooWide.map(({ line, cells }) => ({
      line,
      column: null,
      code: 'too_many_cells' as const,
      found: cells.slice(columns.length).join(' '),
    })),
  ]
  return { columns, rows, problems }
}
