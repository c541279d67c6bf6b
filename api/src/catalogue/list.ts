import type { z } from 'zod'
import type { catalogueRoutes } from '../../contract/catalogue-routes.ts'
import { dayOf } from '../../law/calendar.ts'
import type { LawContent, LawEntry, LawSubject } from '../../law/catalogue.ts'
import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import { changesOf } from './diff.ts'
import { seedMatters } from './seed/seed-matters.ts'
import { alteredBy, batchInclude, lawOf, toBatch, toEntries, entriesOf } from './store.ts'

type ListView = z.input<(typeof catalogueRoutes)['list']['response'] & z.ZodType>
type BatchAnswer = z.input<(typeof catalogueRoutes)['batch']['response'] & z.ZodType>

/** Every row of a subject in every version, newest batch first: some hundreds in the life of a town. */
export async function listLaw({ db }: Pick<Deps, 'db'>, subject: LawSubject): Promise<ListView> {
  const batches = await db.lawBatch.findMany({
    where: { subject },
    include: batchInclude,
    orderBy: [{ uploadedAt: 'desc' }, { id: 'desc' }],
  })
  const isAltered = await alteredBy(db, batches)
  const items = batches.flatMap((batch) => toEntries(batch, isAltered(batch)))
  const known = new Set(items.filter(({ state }) => state !== 'refused').map(({ key }) => key))
  const toConfirm = subject === 'matters' ? seedMatters.filter(({ code }) => !known.has(code)) : []
  return { items, batches: batches.map(toBatch), toConfirm: structuredClone(toConfirm) }
}

/** A batch with what it changes of what is published now. */
export async function batchOf({ db, now }: Pick<Deps, 'db' | 'now'>, id: string): Promise<BatchAnswer> {
  const batch = found(await db.lawBatch.findUnique({ where: { id }, include: batchInclude }), 'batch')
  const { subject } = batch
  const all: readonly LawEntry<LawContent>[] = await lawOf(db, subject)
  const own = new Set(batch.entries.map((entry) => entry.id))
  const rows = entriesOf(subject, batch, false).flatMap(({ id: entryId, content }) => {
    const row = batch.entries.find((entry) => entry.id === entryId)
    return row ? [{ line: row.line, key: row.key, content }] : []
  })
  const others = all.filter((entry) => !own.has(entry.id))
  const isAltered = await alteredBy(db, [batch])
  return {
    batch: toBatch(batch),
    items: toEntries(batch, isAltered(batch)),
    changes: changesOf(others, rows, { subject, today: dayOf(now()) }),
  }
}
