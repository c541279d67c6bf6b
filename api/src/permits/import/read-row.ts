import type { HoursSpan } from '@sightline/detectors/finding'
import {
  daySchema,
  importColumns,
  type ImportColumn,
  type ImportProblem,
  type ImportProblemCode,
} from '../../../contract/permits.ts'
import { isClean, isCleanProse, toLine, toParagraph } from '../../../contract/text.ts'
import { isPlate, normalPlate } from '../../../law/plate.ts'
import type { NamedZone } from '../zone-names.ts'
import { toHours } from './hours-text.ts'
import type { Line, Table } from './table.ts'
import { type PermitKind, permitKinds } from '../../../law/permits.ts'

/** A row as far as it could be read. */
export interface ReadRow {
  readonly line: number
  readonly kind: PermitKind | null
  readonly number: string
  readonly holder: string
  readonly zoneIds: readonly string[]
  readonly zones: readonly string[]
  readonly plate: string | null
  readonly stall: string | null
  readonly fromDay: string
  readonly toDay: string
  readonly hours: readonly HoursSpan[]
  readonly note: string
  readonly problems: readonly ImportProblem[]
}

const kindNames: Record<PermitKind, readonly string[]> = {
  road_occupation: ['临时占道许可', '临时占道', '占道'],
  loading: ['装卸许可', '装卸'],
  night_market: ['夜市摊位登记', '夜市摊位号', '夜市摊位', '夜市'],
  event: ['活动许可', '活动'],
}
const toKind = (text: string): PermitKind | null =>
  permitKinds.find((kind) => kind === text.toLowerCase() || kindNames[kind].includes(text)) ?? null

/** `2026-11-22` from that, `2026/11/2`, `2026.11.2` and `2026年11月2日`; a spreadsheet's midnight after it is left out; null when there is no such day. */
export function toDay(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?$/.exec(
      text.normalize('NFKC'),
    ) ?? []
  const plain = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  return daySchema.safeParse(plain).success ? plain : null
}

/** Zones by `source/zone`, or by the zone's name alone where only one is called so; by id too. */
export function toZones(text: string, zones: readonly NamedZone[]) {
  const names = text
    .normalize('NFKC')
    .split(/[;、\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.map((name) => {
    const plain = (zone: NamedZone) => zone.name.normalize('NFKC')
    const full = (zone: NamedZone) => `${zone.sourceName.normalize('NFKC')}/${plain(zone)}`
    const exact = zones.filter((zone) => zone.id === name || full(zone) === name)
    const found = exact.length > 0 ? exact : zones.filter((zone) => plain(zone) === name)
    return { name, found }
  })
}

const limits: Partial<Record<ImportColumn, number>> = { number: 60, holder: 80, stall: 40, note: 1000 }
/** Of any other cell: what is longer is not read at all. */
const maxCell = 500
/** Cells in which a line break separates, or is prose. */
const ofManyLines: readonly ImportColumn[] = ['zones', 'hours', 'note']

/** A cell as it is read, and why it cannot be. */
function readCell(column: ImportColumn, raw: string): { text: string; fault: ImportProblemCode | null } {
  if (raw.length > (limits[column] ?? maxCell)) return { text: raw, fault: 'too_long' }
  const text = column === 'note' ? toParagraph(raw) : toLine(raw)
  const isGood = ofManyLines.includes(column) ? isCleanProse(text) : isClean(text)
  // U+FFFD is what is left where a text was read in the wrong encoding, or of half a character.
  return { text, fault: isGood && !text.includes('\uFFFD') ? null : 'bad_text' }
}

/** What stood there, short and harmless: what no text may have is shown as U+FFFD. */
const toShown = (found: string): string =>
  found.slice(0, 80).replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')

/** Reads one row; every problem with its column and what stood there. */
export function readRow(
  { line, cells }: Line,
  columns: Table['columns'],
  zones: readonly NamedZone[],
): ReadRow {
  const read = new Map(
    importColumns.map((column) => [column, readCell(column, cells[columns.indexOf(column)] ?? '')]),
  )
  /** Empty where it was refused: nothing more is said of it. */
  const cell = (column: ImportColumn): string =>
    read.get(column)?.fault ? '' : (read.get(column)?.text ?? '')
  const problems: ImportProblem[] = []
  const note = (column: ImportColumn, code: ImportProblemCode, found = read.get(column)?.text ?? ''): void =>
    void problems.push({ line, column, code, found: toShown(found) })
  for (const column of ['kind', 'number', 'holder', 'zones', 'fromDay', 'toDay'] as const)
    if (read.get(column)?.text === '') note(column, 'empty')
  for (const [column, { fault }] of read) if (fault !== null) note(column, fault)
  const kind = toKind(cell('kind'))
  if (kind === null && cell('kind') !== '') note('kind', 'bad_kind')
  const [fromDay, lastDay, hours] = [toDay(cell('fromDay')), toDay(cell('toDay')), toHours(cell('hours'))]
  if (fromDay === null && cell('fromDay') !== '') note('fromDay', 'bad_day')
  if (lastDay === null && cell('toDay') !== '') note('toDay', 'bad_day')
  if (fromDay !== null && lastDay !== null && lastDay < fromDay) note('toDay', 'days_reversed')
  if (hours === null) note('hours', 'bad_hours')
  const plate = normalPlate(cell('plate'))
  if (plate !== null && !isPlate(plate)) note('plate', 'bad_plate')
  const named = toZones(cell('zones'), zones)
  for (const { name, found } of named) {
    if (found.length === 0) note('zones', 'zone_unknown', name)
    if (found.length > 1) note('zones', 'zone_ambiguous', name)
  }
  return {
    line,
    kind,
    plate,
    problems,
    number: cell('number'),
    holder: cell('holder'),
    note: cell('note'),
    stall: cell('stall') === '' ? null : cell('stall'),
    zoneIds: [...new Set(named.flatMap(({ found }) => found.map((zone) => zone.id)))],
    zones: named.map(({ name }) => name),
    fromDay: fromDay ?? cell('fromDay'),
    toDay: lastDay ?? cell('toDay'),
    hours: hours ?? [],
  }
}
