import type { z } from 'zod'
import type { askModeSchema } from '../../contract/evidence-modes.ts'
import { accusesNobody } from '../../law/kinds.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { modeInclude, toMode, type ModeView } from './store.ts'

/** Keeps what a legal reviewer asks for. Nothing carries further until somebody else has approved it. */
export async function askMode(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  asked: z.output<typeof askModeSchema>,
  actor: string,
): Promise<ModeView> {
  if (accusesNobody(asked.kind)) throw new Refusal('ev_accuses_nobody', { kind: asked.kind })
  const [id, at] = [newId(), now()]
  return db.$transaction(async (tx) => {
    const row = await tx.evidenceModeAsked.create({
      data: { id, ...asked, askedAt: new Date(at), askedById: actor },
      include: modeInclude,
    })
    const { kind, sourceKind, mode, basis, documentNumber } = asked
    const facts = { kind, sourceKind, mode, basis, documentNumber }
    await appendAudit(tx, [{ at, actor, action: 'mode.asked', subject: `mode/${id}`, facts }])
    return toMode(row)
  })
}
