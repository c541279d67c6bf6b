import type { z } from 'zod'
import type { caseFilterSchema, caseSchema } from '../../contract/cases.ts'
import { pageFrom } from '../database/page.ts'
import { reachedSql } from '../database/reach.ts'
import type { Deps } from '../deps.ts'
import { Prisma } from '../generated/client.ts'
import { found } from '../refusal.ts'
import { unitsWithin } from '../units/units-within.ts'
import { isBlindTo, type Reader } from './blind.ts'
import { caseInclude, toCase, withheld, type CaseRow } from './store.ts'

type CaseView = z.input<typeof caseSchema>
type Filter = z.output<typeof caseFilterSchema>

/** One page of the cases, newest first; of those that stand as asked. */
export async function listCases(
  { db }: Pick<Deps, 'db'>,
  { status, unitId, cursor, limit }: Filter,
  reader: Reader,
): Promise<{ items: CaseView[]; next: string | null }> {
  const statuses = status === undefined ? null : [status].flat()
  const asked = statuses
    ? Prisma.sql`COALESCE((SELECT m.status::text FROM case_move m WHERE m.case_id = c.id
        ORDER BY m.version DESC LIMIT 1), 'proposed') = ANY(${statuses})`
    : Prisma.sql`TRUE`
  const after =
    cursor === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`(c.proposed_at, c.id) < (SELECT o.proposed_at, o.id FROM "case" o WHERE o.id = ${cursor})`
  const units = await unitsWithin(db, unitId)
  const within = units === null ? Prisma.sql`TRUE` : Prisma.sql`a.unit_id = ANY(${[...units]})`
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM "case" c JOIN alert a ON a.id = c.alert_id
    WHERE ${reachedSql('a.unit_id')} AND ${within} AND ${asked} AND ${after}
    ORDER BY c.proposed_at DESC, c.id DESC LIMIT ${limit + 1}`
  const { rows, next } = pageFrom(ids, limit)
  const full = await db.case.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    include: caseInclude,
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
  })
  return { items: full.map((row) => viewFor(row, reader)), next }
}

/** A case as this person may read it. */
export const viewFor = (row: CaseRow, reader: Reader): CaseView =>
  isBlindTo(row, reader) ? withheld(toCase(row)) : toCase(row)

export async function caseRowOf({ db }: Pick<Deps, 'db'>, id: string): Promise<CaseRow> {
  return found(await db.case.findUnique({ where: { id }, include: caseInclude }), 'case')
}
