import type { z } from 'zod'
import type { importAnswerSchema, importPermitsSchema, ImportProblem } from '../../../contract/permits.ts'
import { appendAudit } from '../../audit/append.ts'
import type { Tx } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../refusal.ts'
import { insertPermit, lockRegister, numberTaken } from '../write-permit.ts'
import { namedZones } from '../zone-names.ts'
import { readRow, type ReadRow } from './read-row.ts'
import { maxRows, toTable } from './table.ts'

type Answer = z.input<typeof importAnswerSchema>
type Readable = ReadRow & { readonly kind: NonNullable<ReadRow['kind']> }

const isReadable = (row: ReadRow): row is Readable => row.kind !== null && row.problems.length === 0

/** Rows of one table that name the same permit for a shared day: the later one is told. */
function doubled(rows: readonly Readable[]): ImportProblem[] {
  return rows.flatMap((row, i) => {
    const isSame = (one: Readable): boolean =>
      one.kind === row.kind &&
      one.number === row.number &&
      one.fromDay <= row.toDay &&
      row.fromDay <= one.toDay
    return rows.slice(0, i).some(isSame)
      ? [{ line: row.line, column: 'number' as const, code: 'number_twice' as const, found: row.number }]
      : []
  })
}

async function taken(tx: Tx, rows: readonly Readable[]): Promise<ImportProblem[]> {
  const problems: ImportProblem[] = []
  for (const row of rows) {
    if ((await numberTaken(tx, row)) === null) continue
    problems.push({ line: row.line, column: 'number', code: 'number_taken', found: row.number })
  }
  return problems
}

async function read(tx: Tx, text: string) {
  const table = toTable(text)
  const zones = (await namedZones(tx)).filter((zone) => zone.active)
  const rows = table.rows.slice(0, maxRows).map((row) => readRow(row, table.columns, zones))
  const sound = rows.filter(isReadable)
  const problems = [
    ...table.problems,
    ...rows.flatMap((row) => row.problems),
    ...doubled(sound),
    ...(await taken(tx, sound)),
  ].toSorted((a, b) => a.line - b.line)
  return { rows, sound, problems }
}

const toAnswer = (
  { rows, problems }: Pick<Answer, 'problems'> & { rows: readonly ReadRow[] },
  created: number,
): Answer => ({
  rows: rows.map(({ problems: _told, zoneIds: _ids, zones, hours, ...row }) => ({
    ...row,
    zones: [...zones],
    hours: hours.map(({ days, ...span }) => ({ ...span, days: [...days] })),
  })),
  problems: [...problems],
  created,
})

/** Looks at a pasted table, or registers all of its permits. One bad row, and nothing is written. */
export async function importPermits(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  { text, dryRun }: z.output<typeof importPermitsSchema>,
  actor: string,
): Promise<Answer> {
  if (dryRun) return toAnswer(await read(db, text), 0)
  return db.$transaction(async (tx) => {
    await lockRegister(tx)
    const asked = await read(tx, text)
    if (asked.problems.length > 0) {
      const told = asked.problems.map(({ line, column, code }) => ({
        path: `${line}.${column ?? ''}`,
        message: code,
      }))
      throw new Refusal('permit_import_invalid', { problems: asked.problems.length }, told)
    }
    const at = now()
    const entries = []
    for (const row of asked.sound)
      entries.push((await insertPermit(tx, row, { id: newId(), at, actor })).entry)
    await appendAudit(tx, entries)
    return toAnswer(asked, asked.sound.length)
  })
}
