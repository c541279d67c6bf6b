import type { HoursSpan } from '@sightline/detectors/finding'
import {
  daySchema,
  permitKinds,
  type ImportColumn,
  type ImportProblem,
  type ImportProblemCode,
  type PermitKind,
} from '../../../contract/permits.ts'
import { normalPlate } from '../../reviews/plate.ts'
import { isPlate } from '../plate.ts'
import type { NamedZone } from '../zone-names.ts'
import { toHours } from './hours-text.ts'
import type { Line, Table } from './table.ts'

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
  night_market: ['夜市摊位号', '夜市摊位', '夜市'],
  event: ['活动许可', '活动'],
}
const toKind = (text: string): PermitKind | null =>
  permitKinds.find((kind) => kind === text.toLowerCase() || kindNames[kind].includes(text)) ?? null

/** `2026-11-22` from that, `2026/11/2`, `2026.11.2` and `2026年11月2日`; null when there is no such day. */
export function toDay(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(text.normalize('NFKC')) ?? []
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

const limits = { number: 60, holder: 80, stall: 40, note: 1000 } as const

/** Reads one row; every problem with its column and what stood there. */
export function readRow(
  { line, cells }: Line,
  columns: Table['columns'],
  zones: readonly NamedZone[],
): ReadRow {
  const cell = (column: ImportColumn): string => cells[columns.indexOf(column)] ?? ''
  const problems: ImportProblem[] = []
  const note = (column: ImportColumn, code: ImportProblemCode, found = cell(column)): void =>
    void problems.push({ line, column, code, found: found.slice(0, 80) })
  for (const column of ['kind', 'number', 'holder', 'zones', 'fromDay', 'toDay'] as const)
    if (cell(column) === '') note(column, 'empty')
  for (const column of ['number', 'holder', 'stall', 'note'] as const)
    if (cell(column).length > limits[column]) note(column, 'too_long')
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
    ...{ line, kind, plate, problems, number: cell('number'), holder: cell('holder'), note: cell('note') },
    stall: cell('stall') === '' ? null : cell('stall'),
    zoneIds: [...new Set(named.flatMap(({ found }) => found.map((zone) => zone.id)))],
    zones: named.map(({ name }) => name),
    fromDay: fromDay ?? cell('fromDay'),
    toDay: lastDay ?? cell('toDay'),
    hours: hours ?? [],
  }
}
