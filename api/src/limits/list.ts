import type { z } from 'zod'
import { limitedSchema, type limitFilterSchema, type limitRoutes } from '../../contract/limits.ts'
import { dueOf, limits } from '../../law/limits.ts'
import { beyondReach, reachesUnit } from '../database/reach.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../http/caller.ts'
import { Prisma } from '../generated/client.ts'
import { unitsWithin } from '../units/units-within.ts'
import {
  isAfter,
  isOwn,
  isReached,
  isSeenBy,
  placedAt,
  standsSo,
  workerOf,
  type Cursor,
  type Placed,
} from './conditions.ts'

type Filter = z.output<typeof limitFilterSchema>
type Answer = z.input<typeof limitRoutes.list.response & {}>
type Item = Answer['items'][number]

interface Row {
  readonly nth: number
  readonly id: string
  readonly unit_id: string
  readonly since: Date
  readonly about: string
  readonly holder: string | null
  readonly kind: string | null
  readonly label: string
}
type Found = Placed & Row

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null
  const [nth = '', since = '', ...id] = text.split('~')
  return { nth: Number(nth), since: Number(since), id: id.join('~') }
}

const sinceOf = ({ since }: Row): number => since.getTime()

/** The order of the page, and of its cursor. */
const compare = (a: Found, b: Found): number =>
  dueOf(a.work, sinceOf(a)) - dueOf(b.work, sinceOf(b)) ||
  a.nth - b.nth ||
  sinceOf(a) - sinceOf(b) ||
  (a.id < b.id ? -1 : 1)

/** What was told of each of these last. */
async function toldOf(tx: Tx, rows: readonly Found[]): Promise<(row: Found) => Item['told']> {
  const subjects = rows.map(({ of, id }) => `${of}/${id}`)
  const where = { subject: { in: subjects } }
  const all = await beyondReach(() => tx.escalation.findMany({ where, orderBy: { level: 'asc' } }))
  const key = (work: string, subject: string, since: Date) => `${work} ${subject} ${since.getTime()}`
  const last = new Map(all.map((one) => [key(one.work, one.subject, one.since), one]))
  return ({ work, of, id, since }) => {
    const one = last.get(key(work, `${of}/${id}`, since))
    if (!one) return null
    const duty = limitedSchema.shape.duty.parse(one.toRole)
    const unitId = reachesUnit(one.toUnitId) ? one.toUnitId : null
    return { level: one.level, at: one.at.getTime(), duty, unitId }
  }
}

async function toItems(tx: Tx, rows: readonly Found[]): Promise<Item[]> {
  const holders = rows.flatMap(({ holder }) => holder ?? [])
  const people = await beyondReach(() =>
    tx.person.findMany({ where: { id: { in: holders } }, select: { id: true, name: true } }),
  )
  const told = await toldOf(tx, rows)
  return rows.map((row) => {
    const { work, id, about, kind, label, holder } = row
    const [type, aboutId] = about.split('/')
    return {
      id: `${work}~${id}~${sinceOf(row)}`,
      work,
      about: limitedSchema.shape.about.parse({ type, id: aboutId }),
      kind: limitedSchema.shape.kind.parse(kind),
      label,
      unitId: row.unit_id,
      dueAt: dueOf(work, sinceOf(row)),
      holder: people.find((person) => person.id === holder) ?? null,
      duty: limits[work].duty,
      told: told(row),
    }
  })
}

/** One page of what has to be done, the earliest due first. Of no list more rows are read than a page has, and one. */
export async function listLimits(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  filter: Filter,
  { person, permissions }: Caller,
): Promise<Answer> {
  const at = now()
  const { work, state = null, whose, limit } = filter
  const all = placedAt(at)
  const cursor = readCursor(filter.cursor)
  const units = await unitsWithin(db, filter.unitId)
  const worker = whose === 'own' ? await workerOf(db, person) : null
  const asked = all.filter((one) => isSeenBy(one, permissions) && (work === undefined || one.work === work))
  const parts = asked.flatMap((stream) => {
    const own = worker ? isOwn(stream.work, worker, at) : Prisma.sql`TRUE`
    if (own === null) return []
    const where = [standsSo(stream.work, state, at), isReached(units), isAfter(stream, cursor, all), own]
    return Prisma.sql`(SELECT ${stream.nth}::int AS nth, w.id, w.unit_id, w.since, w.about, w.holder, w.kind, w.label
      FROM (${stream.rows}) w WHERE ${Prisma.join(where, ' AND ')} ORDER BY w.since, w.id LIMIT ${limit + 1})`
  })
  if (parts.length === 0) return { items: [], next: null }
  const rows = await db.$queryRaw<Row[]>`${Prisma.join(parts, ' UNION ALL ')}`
  const found = rows
    .flatMap((row) => all.filter(({ nth }) => nth === row.nth).map((stream) => ({ ...stream, ...row })))
    .toSorted(compare)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next = found.length > limit && last ? `${last.nth}~${sinceOf(last)}~${last.id}` : null
  return { items: await toItems(db, page), next }
}
