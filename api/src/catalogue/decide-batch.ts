import type { z } from 'zod'
import type { decideLawSchema, lawEntrySchema, withdrawLawSchema } from '../../contract/catalogue.ts'
import { isDocumented } from '../../law/catalogue.ts'
import { exclusionFailure } from '../../law/exclusions.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, refuse, Refusal } from '../refusal.ts'
import {
  alteredBy,
  batchInclude,
  entriesOf,
  toBatch,
  toEntries,
  unsureOf,
  type BatchRow,
  type BatchView,
} from './store.ts'

type Decision = z.output<typeof decideLawSchema>

/** Nothing is published that the public cannot read, that is not what was taken in, or that nobody looked up (R1). */
async function refuseUnfit(tx: Tx, row: BatchRow, { isChecked }: Decision): Promise<void> {
  const isAltered = await alteredBy(tx, [row])
  if (isAltered(row)) throw new Refusal('law_altered', { id: row.id })
  const bare = entriesOf(row.subject, row, false).filter(({ content }) => !isDocumented(content))
  if (bare.length > 0) {
    const keys = row.entries.filter(({ id }) => bare.some((one) => one.id === id)).map(({ key }) => key)
    throw new Refusal('law_undocumented', { keys })
  }
  const unsure = unsureOf(row)
  if (unsure.length > 0 && !isChecked) throw new Refusal('law_unsure', { keys: unsure })
}

/** Somebody else than who took it in publishes a batch or refuses it, once and as a whole. */
export async function decideLaw(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, ...decision }: Decision & { readonly id: string },
  actor: string,
): Promise<BatchView> {
  const deciding = db.$transaction(async (tx) => {
    // What is proposed at this moment rests on what was in force before, or on what is from now on.
    await takeLock(tx, 'filing')
    const include = batchInclude
    const row = found(await tx.lawBatch.findUnique({ where: { id }, include }), 'batch')
    refuse(exclusionFailure('publish_law', actor, { asker: [row.uploadedById] }))
    if (row.decision) throw new Refusal('law_decided', { id })
    if (decision.isPublished) await refuseUnfit(tx, row, decision)
    const at = now()
    const { isPublished, isChecked, note } = decision
    await tx.lawBatchDecision.create({
      data: { batchId: id, isPublished, isChecked, note, at: new Date(at), byId: actor },
    })
    const { subject, fileName, rows, sha256 } = row
    const facts = { lawSubject: subject, fileName, rows, sha256, requested_by: row.uploadedById, note }
    const action = isPublished ? 'law.published' : 'law.refused'
    await appendAudit(tx, [{ at, actor, action, subject: `law/${id}`, facts }])
    return toBatch(await tx.lawBatch.findUniqueOrThrow({ where: { id }, include }))
  })
  try {
    return await deciding
  } catch (error) {
    if (!isUniqueConflict(error)) throw error
    throw new Refusal('law_decided', { id })
  }
}

/** A published row is taken back: from now on nobody names it. What was named before stays as it was. */
export async function withdrawLaw(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, reason }: z.output<typeof withdrawLawSchema> & { readonly id: string },
  actor: string,
): Promise<z.input<typeof lawEntrySchema>> {
  return db.$transaction(async (tx) => {
    await takeLock(tx, 'filing')
    const entry = found(await tx.lawEntry.findUnique({ where: { id } }), 'entry')
    const where = { id: entry.batchId }
    const before = await tx.lawBatch.findUniqueOrThrow({ where, include: batchInclude })
    const known = before.entries.find((one) => one.id === id)
    if (!before.decision?.isPublished || known?.withdrawal) throw new Refusal('law_not_published', { id })
    const at = now()
    await tx.lawWithdrawal.create({ data: { entryId: id, reason, at: new Date(at), byId: actor } })
    const facts = { lawSubject: before.subject, lawKey: entry.key, note: reason }
    await appendAudit(tx, [{ at, actor, action: 'law.withdrawn', subject: `law/${before.id}`, facts }])
    const batch = await tx.lawBatch.findUniqueOrThrow({ where, include: batchInclude })
    const isAltered = await alteredBy(tx, [batch])
    return found(
      toEntries(batch, isAltered(batch)).find((one) => one.id === id),
      'entry',
    )
  })
}
