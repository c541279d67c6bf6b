import { strFromU8, unzipSync } from 'fflate'
import type { Line } from '../../permits/import/table.ts'
import { walkXml } from './xml.ts'

/** Of one part, unpacked: more is no list of matters. */
const mostPartBytes = 32 * 1024 * 1024
const parts =
  /^\/?xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/

/** Formats of numbers that are days or times, as every spreadsheet program has them. */
const builtinDays = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
/** One that somebody wrote: with a year or a day in it, outside quotes and brackets. */
const writesDay = (code: string): boolean => /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

const dayMs = 86_400_000
/** 1970-01-01 as a spreadsheet counts days, from 1900 or from 1904. */
const epoch = { from1900: 25_569, from1904: 24_107 }

function dayText(serial: number, first: number): string {
  const at = new Date(Math.round((serial - first) * dayMs))
  if (!Number.isFinite(at.getTime())) return String(serial)
  const text = at.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}

/** `BC12` is column 54, from 0. */
const columnOf = (reference: string): number =>
  [...reference.replace(/\d+$/, '')].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1

function sharedTexts(xml: string | undefined): string[] {
  const texts: string[] = []
  let text = ''
  if (xml === undefined) return texts
  walkXml(xml, {
    open: ({ name }) => {
      if (name === 'si') text = ''
    },
    close: ({ name, within }, own) => {
      // `rPh` tells how it is pronounced, and is no part of the text.
      if (name === 't' && !within.includes('rPh')) text += own
      if (name === 'si') texts.push(text)
    },
  })
  return texts
}

/** Which of the styles of cells show a day. */
function dayStyles(xml: string | undefined): boolean[] {
  const written = new Map<number, string>()
  const styles: boolean[] = []
  if (xml === undefined) return styles
  walkXml(xml, {
    open: ({ name, attributes, within }) => {
      const id = Number(attributes['numFmtId'])
      if (name === 'numFmt') written.set(id, attributes['formatCode'] ?? '')
      if (name === 'xf' && within.at(-1) === 'cellXfs') {
        const code = written.get(id)
        styles.push(code === undefined ? builtinDays(id) : writesDay(code))
      }
    },
  })
  return styles
}

interface Book {
  readonly texts: readonly string[]
  readonly isDay: readonly boolean[]
  readonly first: number
}

/** A cell as a person reads it; a day as `2026-08-15`. */
function cellText({ texts, isDay, first }: Book, attributes: Readonly<Record<string, string>>, raw: string) {
  const { t: type, s: style } = attributes
  if (type === 's') return texts[Number(raw)] ?? ''
  if (type === 'd') return raw.slice(0, 10)
  if (type === 'str' || type === 'inlineStr' || type === 'e') return raw
  if (raw === '' || type === 'b') return raw
  const number = Number(raw)
  if (!Number.isFinite(number)) return raw
  return isDay[Number(style)] === true ? dayText(number, first) : String(number)
}

function sheetLines(xml: string, book: Book): Line[] {
  const lines: Line[] = []
  let cells: string[] = []
  let value = ''
  let lastLine = 0
  walkXml(xml, {
    open: ({ name }) => {
      if (name === 'row') cells = []
      if (name === 'c') value = ''
    },
    close: ({ name, attributes, within }, text) => {
      if (name === 'v' || (name === 't' && within.includes('is') && !within.includes('rPh'))) value += text
      if (name === 'c') {
        const column = attributes['r'] === undefined ? cells.length : columnOf(attributes['r'])
        if (column < 200) cells[column] = cellText(book, attributes, value).trim()
      }
      if (name !== 'row') return
      lastLine = Number(attributes['r'] ?? lastLine + 1)
      const whole = Array.from(cells, (cell) => cell ?? '')
      if (whole.some((cell) => cell !== '')) lines.push({ line: lastLine, cells: whole })
    },
  })
  return lines
}

/** Where the first sheet that is shown lies, and from when its days are counted. */
function firstSheet(read: (name: string) => string | undefined): { xml: string; first: number } {
  const sheets: string[] = []
  const targets = new Map<string, string>()
  let first = epoch.from1900
  walkXml(read('xl/workbook.xml') ?? '', {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) first = epoch.from1904
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible')
        sheets.push(attributes['id'] ?? '')
    },
  })
  walkXml(read('xl/_rels/workbook.xml.rels') ?? '', {
    open: ({ attributes }) => void targets.set(attributes['Id'] ?? '', attributes['Target'] ?? ''),
  })
  const target = targets.get(sheets[0] ?? '') ?? ''
  const xml = read(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  if (xml === undefined) throw new Error('the workbook has no sheet')
  return { xml, first }
}

/**
 * The rows of the first sheet that is shown of a workbook (XLSX), with the numbers of its rows; the upper left cell of merged
 * ones has the text. Throws on what is none, and on parts of more than 32 MiB.
 */
export function workbookLines(bytes: Uint8Array): Line[] {
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!parts.test(name)) return false
      if (originalSize > mostPartBytes) throw new Error(`${name} is too large`)
      return true
    },
  })
  const read = (name: string): string | undefined => {
    const file = files[name]
    return file && strFromU8(file)
  }
  const { xml, first } = firstSheet(read)
  const texts = sharedTexts(read('xl/sharedStrings.xml'))
  return sheetLines(xml, { texts, isDay: dayStyles(read('xl/styles.xml')), first })
}
