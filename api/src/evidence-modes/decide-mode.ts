import type { z } from 'zod'
import type { decideModeSchema } from '../../contract/evidence-modes.ts'
import { exclusionFailure } from '../../law/exclusions.ts'
import { appendAudit } from '../audit/append.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { found, refuse, Refusal } from '../refusal.ts'
import { modeInclude, toMode, type ModeView } from './store.ts'

/** Somebody else than who asked approves or refuses, once. */
export async function decideMode(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, ...decision }: z.output<typeof decideModeSchema> & { readonly id: string },
  actor: string,
): Promise<ModeView> {
  return db.$transaction(async (tx) => {
    // What is filed at this moment is judged by what was in force before, or by what is from now on.
    await takeLock(tx, 'filing')
    const include = modeInclude
    const row = found(await tx.evidenceModeAsked.findUnique({ where: { id }, include }), 'evidence mode')
    refuse(exclusionFailure('decide_evidence_mode', actor, { asker: [row.askedById] }))
    if (row.decision) throw new Refusal('mode_decided', { id })
    const at = now()
    await tx.evidenceModeDecision.create({
      data: { modeId: id, ...decision, at: new Date(at), byId: actor },
    })
    const { kind, sourceKind, mode } = row
    const facts = { kind, sourceKind, mode, requested_by: row.askedById, note: decision.note }
    const action = decision.isApproved ? 'mode.approved' : 'mode.refused'
    await appendAudit(tx, [{ at, actor, action, subject: `mode/${id}`, facts }])
    return toMode(await tx.evidenceModeAsked.findUniqueOrThrow({ where: { id }, include }))
  })
}
