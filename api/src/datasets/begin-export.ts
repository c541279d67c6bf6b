import type { ErrorCode } from '../../contract/errors.ts'
import type { DatasetAsked } from '../../contract/datasets.ts'
import { appendAudit } from '../audit/append.ts'
import { beyondReach, unitOfAsking } from '../database/reach.ts'
import { takeLock } from '../database/locks.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { DatasetApproval } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { usableApproval } from './approval-of.ts'
import { chooseFindings, type Chosen } from './choose.ts'
import { scopeOf } from './scope.ts'

export type BeginDeps = Pick<Deps, 'db' | 'now' | 'newId'>

/** An export that was not seen at work for so long is nobody's any more. */
export const silentMs = 120_000

/** An export that was begun: what is taken out, by whom and by which approval. */
export interface Begun {
  readonly id: string
  readonly asked: DatasetAsked
  readonly approval: DatasetApproval
  readonly chosen: readonly Chosen[]
  readonly withoutPlate: number
  readonly actor: string
}

/** Says of exports whose process is gone that they failed, and which. Under the lock of exports. */
export async function endSilent(tx: Tx, at: number): Promise<readonly string[]> {
  const silent = await tx.datasetExport.findMany({
    where: { state: 'running', beatAt: { lt: new Date(at - silentMs) } },
    select: { id: true },
  })
  for (const { id } of silent) await endInterrupted(tx, id, at)
  return silent.map(({ id }) => id)
}

/** Of one at work `dataset_busy`. */
async function refuseOther(tx: Tx, at: number): Promise<void> {
  await endSilent(tx, at)
  if ((await tx.datasetExport.count({ where: { state: 'running' } })) > 0) throw new Refusal('dataset_busy')
}

async function endInterrupted(tx: Tx, id: string, at: number): Promise<void> {
  const failure: ErrorCode = 'dataset_interrupted'
  await tx.datasetExport.update({
    where: { id },
    data: { state: 'failed', failure, endedAt: new Date(at) },
  })
  const entry = { at, actor: 'system', action: 'dataset.failed' as const, subject: `dataset/${id}` }
  await appendAudit(tx, [{ ...entry, facts: { code: failure } }])
}

async function begin({ db, now, newId }: BeginDeps, asked: DatasetAsked, actor: string): Promise<Begun> {
  const [id, at] = [newId(), now()]
  const seen = await usableApproval(db, asked.approvalId, { now: at, personId: actor })
  const { set, most, seed } = asked
  const choice = await chooseFindings(db, { scope: scopeOf(seen, asked), set, most, seed })
  if (choice.chosen.length === 0) throw new Refusal('dataset_nothing', { withoutPlate: choice.withoutPlate })
  return db.$transaction(async (tx) => {
    await takeLock(tx, 'datasets')
    await beyondReach(() => refuseOther(tx, at))
    const approval = await usableApproval(tx, asked.approvalId, { now: at, personId: actor })
    await tx.datasetExport.create({
      data: {
        id,
        approvalId: approval.id,
        set,
        unitId: unitOfAsking(),
        asked,
        state: 'running',
        of: choice.chosen.length,
        beatAt: new Date(at),
        startedAt: new Date(at),
        madeById: actor,
      },
    })
    const facts = { number: approval.number, set, findings: choice.chosen.length, seed }
    const entry = { at, actor, action: 'dataset.begun' as const, subject: `dataset/${id}` }
    await appendAudit(tx, [{ ...entry, facts }])
    return { id, asked, approval, actor, ...choice }
  })
}

/** Begins an export. What is refused is recorded too: who asked for what the approval does not give. */
export async function beginExport(deps: BeginDeps, asked: DatasetAsked, actor: string): Promise<Begun> {
  try {
    return await begin(deps, asked, actor)
  } catch (error) {
    if (error instanceof Refusal) await recordRefusal(deps, { asked, actor, code: error.code })
    throw error
  }
}

async function recordRefusal(
  { db, now }: BeginDeps,
  { asked, actor, code }: { asked: DatasetAsked; actor: string; code: ErrorCode },
): Promise<void> {
  const subject = `dataset_approval/${asked.approvalId}`
  const entry = { at: now(), actor, action: 'dataset.refused' as const, subject }
  await db.$transaction((tx) => appendAudit(tx, [{ ...entry, facts: { code, set: asked.set } }]))
}
