import type { z } from 'zod'
import { undoWithinMs, type alertStepsSchema, type NewStep } from '../../contract/steps.ts'
import { manifestSchema } from '../../contract/dossier.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { notify } from '../live/notify.ts'
import type { PersonView } from '../people/store.ts'
import { found, Refusal } from '../refusal.ts'
import { allowedSteps, checkStep } from './check-step.ts'
import { standingSteps, stepsOf } from './store.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>
type Answer = z.input<typeof alertStepsSchema>

/** When the accused was last seen there: as the newest sealed stage proves it. */
async function lastSeenAt(tx: Tx, findingId: string): Promise<number> {
  const orderBy = { sealedAt: 'desc' as const }
  const { manifest } = await tx.dossier.findFirstOrThrow({ where: { findingId }, orderBy })
  return manifestSchema.parse(JSON.parse(manifest)).finding.dwell.toAt
}

/** What was done about an alert, and what this person may add. */
export async function alertSteps(tx: Tx, id: string, person: PersonView): Promise<Answer> {
  const alert = found(await tx.alert.findUnique({ where: { id } }), 'alert')
  return {
    items: await stepsOf(tx, id),
    lastSeenAt: await lastSeenAt(tx, alert.findingId),
    isClosed: alert.closedAt !== null,
    allowed: allowedSteps({ ...alert, person }),
  }
}

const toRow = (step: NewStep) => ({
  kind: step.kind,
  text: step.text,
  documentNumber: step.kind === 'order' ? step.documentNumber : null,
  dueAt: step.kind === 'order' ? new Date(step.dueAt) : null,
  complied: step.kind === 'recheck' ? step.complied : null,
})

const toFacts = (step: NewStep, more: { id: string; takenAt: number; doneBy: string }) => ({
  ...{ step: more.id, kind: step.kind, takenAt: more.takenAt, doneBy: more.doneBy, text: step.text },
  ...(step.kind === 'order' ? { documentNumber: step.documentNumber, dueAt: step.dueAt } : {}),
  ...(step.kind === 'recheck' ? { complied: step.complied } : {}),
})

/** Records a step that was taken, with its audit row. */
export async function recordStep(
  { db, now, newId }: World,
  { alertId, step }: { alertId: string; step: NewStep },
  person: PersonView,
): Promise<Answer> {
  return db.$transaction(async (tx) => {
    const alert = await lockAlert(tx, alertId)
    const recordedAt = now()
    const { kind, status } = alert
    const steps = await standingSteps(tx, alertId)
    const facts = { kind, status, person, steps, openedAt: alert.openedAt.getTime(), now: recordedAt }
    const takenAt = checkStep(facts, step)
    const [id, doneBy] = [newId(), step.doneBy === '' ? person.name : step.doneBy]
    const by = { recordedAt: new Date(recordedAt), recordedById: person.id, doneBy }
    await tx.alertStep.create({ data: { id, alertId, ...toRow(step), at: new Date(takenAt), ...by } })
    await notify(tx, { type: 'alert', id: alertId, change: 'changed' })
    const said = { action: 'step.recorded' as const, facts: toFacts(step, { id, takenAt, doneBy }) }
    await appendAudit(tx, [{ at: recordedAt, actor: person.id, subject: `alert/${alertId}`, ...said }])
    return alertSteps(tx, alertId, person)
  })
}

/** Takes back a step that this person has just recorded: a correction beside it; the step itself stays to be read. */
export async function undoStep(
  { db, now }: World,
  { id, reason }: { id: string; reason: string },
  person: PersonView,
): Promise<Answer> {
  return db.$transaction(async (tx) => {
    const { alertId } = found(await tx.alertStep.findUnique({ where: { id } }), 'step')
    const alert = await lockAlert(tx, alertId)
    const step = found(
      (await stepsOf(tx, alertId)).find((one) => one.id === id),
      'step',
    )
    const at = now()
    const why =
      step.recordedBy.id !== person.id
        ? 'not_author'
        : step.undone !== null
          ? 'already'
          : at - step.recordedAt > undoWithinMs
            ? 'too_late'
            : alert.status === 'filed'
              ? 'filed'
              : null
    if (why !== null) throw new Refusal('step_undo_refused', { why })
    await tx.stepCorrection.create({ data: { stepId: id, reason, at: new Date(at), byId: person.id } })
    await notify(tx, { type: 'alert', id: alertId, change: 'changed' })
    const said = { action: 'step.undone' as const, facts: { step: id, kind: step.kind, reason } }
    await appendAudit(tx, [{ at, actor: person.id, subject: `alert/${alertId}`, ...said }])
    return alertSteps(tx, alertId, person)
  })
}
