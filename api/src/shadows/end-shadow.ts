import { appendAudit } from '../audit/append.ts'
import type { Database, Tx } from '../database/client.ts'
import type { ShadowEnd } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import type { ShadowDeps } from './start-shadow.ts'
import { lockRun, runInclude, viewOf, type RunRow, type ShadowRunView } from './store.ts'

interface Ending {
  readonly why: ShadowEnd
  readonly at: number
  readonly actor: string
}

async function end(tx: Tx, row: RunRow, { why, at, actor }: Ending): Promise<ShadowRunView> {
  const data = { endedAt: new Date(at), endedWhy: why, version: row.version + 1 }
  const ended = await tx.shadowRun.update({ where: { id: row.id }, data, include: runInclude })
  const facts = { name: row.modelName, endedWhy: why }
  await appendAudit(tx, [{ at, actor, action: 'shadow.ended', subject: `shadow/${row.id}`, facts }])
  return viewOf(tx, ended)
}

/** Workers stop it with their next call. What was compared stays, and people may go on judging it. */
export function stopShadow(
  { db, now }: Pick<ShadowDeps, 'db' | 'now'>,
  { id, version }: { readonly id: string; readonly version: number },
  actor: string,
): Promise<ShadowRunView> {
  return db.$transaction(async (tx) => {
    const row = await lockRun(tx, id)
    if (row.endedAt !== null) throw new Refusal('shadow_ended', { id })
    if (row.version !== version) throw new Refusal('changed_meanwhile', { version: row.version })
    return end(tx, row, { why: 'stopped', at: now(), actor })
  })
}

/** Ends what nobody stopped: its time is over, or its model is another than was started. */
export async function endShadows(db: Database, at: number): Promise<void> {
  const running = await db.shadowRun.findMany({ where: { endedAt: null }, include: { model: true } })
  for (const { id, endsAt, isBuiltIn, model, modelVersion } of running) {
    const isOver = endsAt.getTime() <= at
    const isOther = !isBuiltIn && (model === null || model.version !== modelVersion)
    if (!isOver && !isOther) continue
    await db.$transaction(async (tx) => {
      const row = await lockRun(tx, id)
      if (row.endedAt !== null) return
      await end(tx, row, { why: isOver ? 'over' : 'model_changed', at, actor: 'system' })
    })
  }
}

/** Pictures are for judging, and nobody judges for ever: deleted so long after the end of their run, ms. */
export const keepPicturesMs = 30 * 86_400_000

export async function forgetShadowPictures(db: Database, at: number): Promise<void> {
  const past = { lt: new Date(at - keepPicturesMs) }
  await db.shadowPicture.deleteMany({ where: { finding: { run: { endedAt: past } } } })
}
