import {
  importColumns,
  type ImportColumn,
  type ImportProblem,
  type ImportProblemCode,
} from '../../../contract/permits.ts'

export interface Line {
  /** Of the pasted text, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A heading as people write it. */
const headings: Record<ImportColumn, readonly string[]> = {
  kind: ['类型', '许可类型', '种类', 'kind', 'type'],
  number: ['编号', '许可编号', '文号', '证号', 'number', 'document number'],
  holder: ['持有人', '持证人', '单位', 'holder'],
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
const quote = '"'

/**
 * Cells of a pasted table: tabs (as out of a spreadsheet) or commas, told by the first line; RFC 4180 quotes, in which a
 * cell may hold the separator and line breaks. Empty lines are left out; line numbers are those of the text.
 */
export function toLines(text: string): Line[] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const separator = (plain.trimStart().split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ','
  const lines: Line[] = []
  let [cell, cells, line, begun, isQuoted] = ['', [] as string[], 1, 1, false]
  const endCell = (): void => {
    cells.push(cell.trim())
    cell = ''
  }
  const endLine = (): void => {
    endCell()
    if (cells.some((one) => one !== '')) lines.push({ line: begun, cells })
    cells = []
  }
  for (let i = 0; i < plain.length; i += 1) {
    const character = plain.charAt(i)
    if (character === '\n') line += 1
    if (character === quote && isQuoted && plain[i + 1] === quote) {
      cell += quote
      i += 1
    } else if (character === quote && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted
    else if (isQuoted) cell += character
    else if (character === separator) endCell()
    else if (character === '\n') {
      endLine()
      begun = line
    } else cell += character
  }
  endLine()
  return lines
}

const columnOf = (heading: string): ImportColumn | undefined => {
  const plain = heading.normalize('NFKC').trim().toLowerCase()
  return importColumns.find((column) => column.toLowerCase() === plain || headings[column].includes(plain))
}

export interface Table {
  readonly columns: readonly (ImportColumn | undefined)[]
  readonly rows: readonly Line[]
  readonly problems: readonly ImportProblem[]
}

/** The table with its columns named, and everything that is wrong with it as a table. */
export function toTable(text: string): Table {
  const [head, ...rows] = toLines(text)
  if (!head)
    return { columns: [], rows: [], problems: [{ line: 1, column: null, code: 'no_table', found: '' }] }
  const columns = head.cells.map(columnOf)
  const at = (code: ImportProblemCode, column: ImportColumn | null, found = '') => ({
    line: head.line,
    ...{ column, code, found },
  })
  const tooWide = rows.filter((row) => row.cells.slice(columns.length).some((cell) => cell !== ''))
  const problems: ImportProblem[] = [
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
      ...{ line, column: null, code: 'too_many_cells' as const },
      found: cells.slice(columns.length).join(' '),
    })),
  ]
  return { columns, rows, problems }
}
