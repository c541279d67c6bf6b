import { isClean, toLine } from '../../contract/text.ts'
import {
  certificateColumns,
  type CertificateColumn,
  type CertificateProblem,
  type CertificateProblemCode,
  type CertificateRow,
} from '../../law/certificate-list.ts'
import { decodeFile } from '../catalogue/read/decode-file.ts'
import { longestTermMs } from '../people/certificate.ts'
import { toDay } from '../permits/import/read-row.ts'
import type { Line } from '../permits/import/table.ts'
import { Refusal } from '../refusal.ts'

/** Headings as people write them, beside the column's own name. */
const headings: Readonly<Record<CertificateColumn, readonly string[]>> = {
  account: ['账号', '帐号', '用户名'],
  name: ['姓名', '持证人'],
  number: ['执法证号', '证号', '证件号', '执法证编号', 'certificate', 'certificate number'],
  validUntil: ['有效期至', '有效期', '有效期限', '到期日', '到期日期', 'valid until', 'expiry', 'expires'],
  region: ['区划代码', '执法区域', '执法区域代码', 'region code'],
}
const needed: readonly CertificateColumn[] = ['account', 'number', 'validUntil']
const mostRows = 5000

interface Read {
  readonly rows: readonly CertificateRow[]
  readonly problems: readonly CertificateProblem[]
}

const columnOf = (heading: string): CertificateColumn | undefined => {
  const plain = toLine(heading.normalize('NFKC')).toLowerCase()
  return certificateColumns.find((name) => name.toLowerCase() === plain || headings[name].includes(plain))
}

const shown = (text: string): string => text.slice(0, 80).replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD')

function headProblems({ line, cells }: Line): CertificateProblem[] {
  const names = cells.map(columnOf)
  const at = (code: CertificateProblemCode, column: CertificateColumn | null, found = '') => ({
    line,
    column,
    code,
    found: shown(found),
  })
  return [
    ...cells.flatMap((cell, i) =>
      names[i] === undefined && cell.trim() !== '' ? [at('unknown_column', null, cell)] : [],
    ),
    ...names.flatMap((name, i) => (name && names.indexOf(name) !== i ? [at('double_column', name)] : [])),
    ...needed.filter((name) => !names.includes(name)).map((name) => at('missing_column', name)),
  ]
}

/** A certificate is valid to the end of its last day, Asia/Shanghai. */
const endOf = (day: string): number => Date.parse(`${day}T23:59:59+08:00`)

/** A cell that is not empty; what of it is wrong, or null. */
const faultOf: Readonly<
  Record<CertificateColumn, (text: string, now: number) => CertificateProblemCode | null>
> = {
  account: () => null,
  name: () => null,
  number: (text) => (text.length < 4 || text.length > 40 ? 'bad_number' : null),
  validUntil: (text, now) => {
    const day = toDay(text)
    if (day === null) return 'bad_day'
    if (endOf(day) <= now) return 'past'
    return endOf(day) > now + longestTermMs ? 'too_far' : null
  },
  region: (text) => (/^(?:\d{6}|\d{9}|\d{12})$/.test(text) ? null : 'bad_region'),
}

function readRow({ line, cells }: Line, names: readonly (CertificateColumn | undefined)[], now: number) {
  const text = (column: CertificateColumn): string => {
    const raw = cells[names.indexOf(column)] ?? ''
    return names.includes(column) ? toLine(raw.normalize('NFKC')) : ''
  }
  const problems = certificateColumns.flatMap((column): CertificateProblem[] => {
    const found = text(column)
    const isBad = !isClean(found) || found.includes('\uFFFD')
    const code =
      found === ''
        ? needed.includes(column)
          ? 'empty'
          : null
        : isBad
          ? 'bad_text'
          : faultOf[column](found, now)
    return code === null ? [] : [{ line, column, code, found: shown(found) }]
  })
  const day = toDay(text('validUntil'))
  const certificate =
    problems.length > 0 || day === null
      ? null
      : { number: text('number'), validUntil: endOf(day), region: text('region') || null }
  return { row: { line, account: text('account').toLowerCase(), name: text('name'), certificate }, problems }
}

/** The rows of a file, and everything that cannot be read of it. `law_file_invalid`: it is no table at all. */
export function readCertificates(bytes: Uint8Array, now: number): Read {
  const decoded = decodeFile(bytes)
  if (decoded.format !== 'table') {
    const why = decoded.format === 'none' ? decoded.why : 'not_text'
    throw new Refusal('law_file_invalid', { why }, [{ path: 'base64', message: why }])
  }
  const { lines, openQuoteAt } = decoded
  const whole = (code: CertificateProblemCode, line: number): CertificateProblem => ({
    line,
    column: null,
    code,
    found: '',
  })
  if (openQuoteAt !== null) return { rows: [], problems: [whole('open_quote', openQuoteAt)] }
  const [head, ...rest] = lines
  const filled = rest.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (!head || filled.length === 0) return { rows: [], problems: [whole('no_table', 1)] }
  const ofHead = headProblems(head)
  if (ofHead.length > 0) return { rows: [], problems: ofHead }
  if (filled.length > mostRows) return { rows: [], problems: [whole('too_many_rows', head.line)] }
  const read = filled.map((line) => readRow(line, head.cells.map(columnOf), now))
  return { rows: read.map(({ row }) => row), problems: read.flatMap(({ problems }) => problems) }
}
