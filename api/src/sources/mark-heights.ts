import type { z } from 'zod'
import type { markHeightsSchema } from '../../contract/sources.ts'
import { markProblems } from '@sightline/detectors/envelope/mark-problems'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { Source as SourceRow } from '../generated/client.ts'
import { notify } from '../live/notify.ts'
import { found, Refusal } from '../refusal.ts'
import { toSourceRecord } from './store.ts'

type Marked = z.output<typeof markHeightsSchema>

/** Every problem of every mark at once. */
function refuseBadMarks({ heights }: Marked): void {
  const problems = markProblems(heights)
  if (problems.length === 0) return
  const told = problems.map(({ code, mark }) => {
    return { path: mark === null ? 'heights' : `heights.${mark}`, message: code }
  })
  throw new Refusal('heights_invalid', { problems }, told)
}

/** Marks two people on a source that is still at the version the caller saw, or takes the marks away. */
export async function markHeights(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, marked }: { readonly id: string; readonly marked: Marked },
  actor: string,
): Promise<SourceRow> {
  refuseBadMarks(marked)
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM source WHERE id = ${id} FOR UPDATE`
    const before = found(await tx.source.findUnique({ where: { id } }), 'source')
    if (before.version !== marked.version) throw new Refusal('changed_meanwhile', { version: before.version })
    const data = { heights: marked.heights, version: before.version + 1 }
    const row = await tx.source.update({ where: { id }, data })
    await notify(tx, { type: 'source', id })
    const view = (of: SourceRow) => ({ heights: toSourceRecord(of).heights, version: of.version })
    const facts = { from: view(before), to: view(row) }
    await appendAudit(tx, [{ at: now(), actor, action: 'source.changed', subject: `source/${id}`, facts }])
    return row
  })
}
