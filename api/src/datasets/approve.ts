import type { z } from 'zod'
import type { newDatasetApprovalSchema } from '../../contract/datasets.ts'
import { appendAudit } from '../audit/append.ts'
import { unitOfAsking } from '../database/reach.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, Refusal, type Problem } from '../refusal.ts'
import { dayOf } from '../../law/calendar.ts'
import { approvalInclude, toApproval, type ApprovalView } from './store.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>
type NewApproval = z.output<typeof newDatasetApprovalSchema>

/** Days that cannot be: the document is older than its end, and not of tomorrow. */
function problemsOf(given: NewApproval, today: string): Problem[] {
  const { approvedOn, validUntil, fromDay, toDay } = given
  const problem = (path: string, message: string): Problem => ({ path, message })
  return [
    ...(approvedOn > today ? [problem('approvedOn', `<= ${today}`)] : []),
    ...(validUntil < today ? [problem('validUntil', `>= ${today}`)] : []),
    ...(toDay < fromDay ? [problem('toDay', `>= ${fromDay}`)] : []),
  ]
}

async function unknownSources(
  db: Pick<Deps['db'], 'source'>,
  sourceIds: readonly string[] | null,
): Promise<Problem[]> {
  if (sourceIds === null) return []
  const known = await db.source.findMany({ where: { id: { in: [...sourceIds] } }, select: { id: true } })
  const ids = new Set(known.map(({ id }) => id))
  return sourceIds
    .filter((id) => !ids.has(id))
    .map((id) => ({ path: 'sourceIds', message: `no such source: ${id}` }))
}

/** Writes down what was signed elsewhere. Nothing of it is ever changed; it may be withdrawn. */
export async function recordApproval(
  { db, now, newId }: World,
  given: NewApproval,
  actor: string,
): Promise<ApprovalView> {
  const [id, at] = [newId(), now()]
  return db.$transaction(async (tx) => {
    const problems = [...problemsOf(given, dayOf(at)), ...(await unknownSources(tx, given.sourceIds))]
    if (problems.length > 0) throw new Refusal('dataset_approval_invalid', {}, problems)
    const { sourceIds, kinds, ...rest } = given
    const row = await tx.datasetApproval.create({
      data: {
        ...rest,
        id,
        unitId: unitOfAsking(),
        kinds: [...new Set(kinds)],
        sourceIds: [...new Set(sourceIds ?? [])],
        allSources: sourceIds === null,
        recordedAt: new Date(at),
        recordedById: actor,
      },
      include: approvalInclude,
    })
    const { number, approvedBy, approvedOn, validUntil, purpose, fromDay, toDay, coversPlates } = given
    const facts = { number, approvedBy, approvedOn, validUntil, purpose, fromDay, toDay, coversPlates }
    const scope = { kinds: row.kinds, sources: row.allSources ? null : row.sourceIds.length }
    const entry = { at, actor, action: 'dataset.approved' as const, subject: `dataset_approval/${id}` }
    await appendAudit(tx, [{ ...entry, facts: { ...facts, ...scope } }])
    return toApproval(row, at)
  })
}

/** Ends an approval for good: nothing is exported or fetched by it any more. */
export async function withdrawApproval(
  { db, now }: World,
  { id, reason }: { readonly id: string; readonly reason: string },
  actor: string,
): Promise<ApprovalView> {
  const at = now()
  return db.$transaction(async (tx) => {
    await takeLock(tx, 'datasets')
    const row = found(
      await tx.datasetApproval.findUnique({ where: { id }, include: approvalInclude }),
      'dataset approval',
    )
    if (row.withdrawal !== null) throw new Refusal('dataset_approval_withdrawn')
    await tx.datasetWithdrawal.create({ data: { approvalId: id, reason, at: new Date(at), byId: actor } })
    const facts = { number: row.number, reason }
    const entry = { at, actor, action: 'dataset.withdrawn' as const, subject: `dataset_approval/${id}` }
    await appendAudit(tx, [{ ...entry, facts }])
    const after = await tx.datasetApproval.findUniqueOrThrow({ where: { id }, include: approvalInclude })
    return toApproval(after, at)
  })
}

export async function listApprovals({ db, now }: Pick<World, 'db' | 'now'>): Promise<ApprovalView[]> {
  const rows = await db.datasetApproval.findMany({
    include: approvalInclude,
    orderBy: [{ recordedAt: 'desc' }, { id: 'asc' }],
    take: 200,
  })
  return rows.map((row) => toApproval(row, now()))
}
