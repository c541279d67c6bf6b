import type { z } from 'zod'
import { stepPermissions, type alertStepsSchema, type NewStep } from '../../contract/steps.ts'
import { manifestSchema } from '../../contract/dossier.ts'
import { readsBlind } from '../alerts/machine-plate.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import { lockFiling } from '../cases/propose-case.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { notify } from '../live/notify.ts'
import { matterOf } from '../matters/store.ts'
import { found, refuse, Refusal } from '../refusal.ts'
import type { Caller } from '../http/caller.ts'
import { sealRecord } from '../site-files/seal-record.ts'
import { openedBy } from '../site-files/store.ts'
import { openStatuses } from '../../law/statuses.ts'
import { allowedSteps, stepFailure, takenAt } from '../../law/step-guards.ts'
import { rectifyMissing } from '../../law/rectify.ts'
import { handledOf, sameMatter, stepsOf, type OfMatter, type StepView } from './store.ts'
import { lawOf } from '../../law/kinds.ts'
import { maskedPeople } from '../../law/on-site-record.ts'
import { stepKinds, undoWithinMs, type StepKind } from '../../law/steps.ts'
import { regionAt } from '../units/region-at.ts'

/** `regionCode`: of where the sources are whose unit has no code of its own; empty: not told. */
export type StepWorld = Pick<Deps, 'db' | 'now' | 'newId'> & { readonly regionCode: string }
type World = Pick<Deps, 'db' | 'now' | 'newId'>
type By = Pick<Caller, 'person' | 'permissions'>
/** The steps that a person has the right to record. */
const permittedTo = ({ permissions }: Pick<Caller, 'permissions'>): StepKind[] =>
  stepKinds.filter((step) => permissions.includes(stepPermissions[step]))

type Answer = z.input<typeof alertStepsSchema>

/** When the accused was last seen there: as the newest sealed stage proves it. */
async function lastSeenAt(tx: Tx, findingId: string): Promise<number> {
  const orderBy = { sealedAt: 'desc' as const }
  const { manifest } = await tx.dossier.findFirstOrThrow({ where: { findingId }, orderBy })
  return manifestSchema.parse(JSON.parse(manifest)).finding.dwell.toAt
}

/** Without what somebody wrote freely, or brought from the place: it may name or show the plate that the reader is to type blind. */
const withheld = (step: StepView): StepView => ({
  ...step,
  text: '',
  doneBy: step.recordedBy.name,
  documentNumber: null,
  isWithheld: true,
  site: null,
  spoken: step.spoken && { ...step.spoken, reason: '' },
  undone: step.undone && { ...step.undone, reason: '' },
})

/** Who else was there is whole for who wrote it down, and in what is made of the matter; lists show no names. */
const masked = (step: StepView, readerId: string): StepView =>
  step.site === null || step.recordedBy.id === readerId
    ? step
    : { ...step, site: { ...step.site, personsPresent: maskedPeople(step.site.personsPresent) } }

/** What was done about an alert and its matter there, and what this person may add. */
export async function alertSteps(
  { db, now }: { db: Tx; now: () => number },
  id: string,
  { person, permissions }: By,
): Promise<Answer> {
  const alert = found(await db.alert.findUnique({ where: { id }, include: { reviews: true } }), 'alert')
  const reviews = alert.reviews.filter(({ round }) => round === alert.round)
  const isBlind = readsBlind({ ...alert, reviews, personId: person.id, permissions })
  const isShown = (step: StepView): boolean => !isBlind || step.recordedBy.id === person.id
  const steps = await stepsOf(db, alert)
  const items = steps.map((step) => (isShown(step) ? masked(step, person.id) : withheld(step)))
  const fileIds = items.flatMap(({ site }) => site?.files.map(({ id }) => id) ?? [])
  return {
    items,
    openedFiles: await openedBy(db, person.id, fileIds),
    lastSeenAt: await lastSeenAt(db, alert.findingId),
    isClosed: alert.closedAt !== null,
    allowed: allowedSteps({ ...alert, permitted: permittedTo({ permissions }) }),
    rectify: await rectifyOf(db, alert, now()),
  }
}

async function rectifyOf(tx: Tx, alert: OfMatter, at: number): Promise<Answer['rectify']> {
  if (!lawOf(alert.kind).confirmsAfterRecheck) return null
  const missing = rectifyMissing(alert.kind, await handledOf(tx, alert), at)
  return { missing, noOrderBasis: (await matterOf(tx, alert.kind)).noOrderBasis }
}

/** Tells every open alert of the matter there: what is shown of it has changed. */
async function notifyMatter(tx: Tx, alert: OfMatter): Promise<void> {
  const open = await tx.alert.findMany({
    where: { AND: [sameMatter(alert), { OR: [{ id: alert.id }, { status: { in: [...openStatuses] } }] }] },
    select: { id: true },
  })
  for (const { id } of open) await notify(tx, { type: 'alert', id, change: 'changed' })
}

const toRow = (step: NewStep) => ({
  kind: step.kind,
  text: step.text,
  documentNumber: step.kind === 'order' ? step.documentNumber : null,
  dueAt: step.kind === 'order' ? new Date(step.dueAt) : null,
  complied: step.kind === 'recheck' ? step.complied : null,
})

const toFacts = (step: NewStep, more: { id: string; takenAt: number; doneBy: string }) => ({
  step: more.id,
  kind: step.kind,
  takenAt: more.takenAt,
  doneBy: more.doneBy,
  text: step.text,
  ...(step.kind === 'order' ? { documentNumber: step.documentNumber, dueAt: step.dueAt } : {}),
  ...(step.kind === 'recheck' ? { complied: step.complied } : {}),
})

/** Records a step that was taken, with its audit row. */
export async function recordStep(
  { db, now, newId, regionCode }: StepWorld,
  { alertId, step }: { alertId: string; step: NewStep },
  by: By,
): Promise<Answer> {
  const { person } = by
  return db.$transaction(async (tx) => {
    const alert = await lockAlert(tx, alertId, person.id)
    const place = await regionAt(tx, { unitId: alert.unitId, regionCode })
    const recordedAt = now()
    const { kind, status } = alert
    const { steps } = await handledOf(tx, alert)
    const openedAt = alert.openedAt.getTime()
    refuse(
      stepFailure(
        { person, permitted: permittedTo(by), kind, status, steps, openedAt, now: recordedAt, place },
        step,
      ),
    )
    const at = takenAt(step, recordedAt)
    const id = newId()
    const doneBy = step.doneBy === '' ? person.name : step.doneBy
    const recorded = { recordedAt: new Date(recordedAt), recordedById: person.id, doneBy }
    const data = { id, alertId, ...toRow(step), at: new Date(at), ...recorded }
    const row = await tx.alertStep.create({ data })
    const sealed = 'site' in step ? await sealRecord(tx, { step: row, site: step.site, place }, by) : {}
    await notifyMatter(tx, alert)
    const facts = { ...toFacts(step, { id, takenAt: at, doneBy }), ...sealed }
    const said = { action: 'step.recorded' as const, facts }
    await appendAudit(tx, [{ at: recordedAt, actor: person.id, subject: `alert/${alertId}`, ...said }])
    return alertSteps({ db: tx, now }, alertId, by)
  })
}

const isProposedSince = async (tx: Tx, alert: OfMatter, since: Date): Promise<boolean> =>
  (await tx.case.count({ where: { alert: sameMatter(alert), proposedAt: { gte: since } } })) > 0

/** Takes back a step that this person has just recorded: a correction beside it; the step itself stays to be read. */
export async function undoStep(
  { db, now }: World,
  { id, reason }: { id: string; reason: string },
  by: By,
): Promise<Answer> {
  const { person } = by
  return db.$transaction(async (tx) => {
    // A case may be proposed of another alert of the matter, standing on this step.
    await lockFiling(tx)
    const { alertId, kind } = found(await tx.alertStep.findUnique({ where: { id } }), 'step')
    const alert = await lockAlert(tx, alertId, person.id)
    const step = await tx.alertStep.findUniqueOrThrow({ where: { id }, include: { correction: true } })
    const at = now()
    const refusals = {
      not_author: step.recordedById !== person.id,
      already: step.correction !== null,
      too_late: at - step.recordedAt.getTime() > undoWithinMs,
      proposed: await isProposedSince(tx, alert, step.recordedAt),
    }
    const why = Object.entries(refusals).find(([, isSo]) => isSo)?.[0]
    if (why !== undefined) throw new Refusal('step_undo_refused', { why })
    await tx.stepCorrection.create({ data: { stepId: id, reason, at: new Date(at), byId: person.id } })
    await notifyMatter(tx, alert)
    const said = { action: 'step.undone' as const, facts: { step: id, kind, reason } }
    await appendAudit(tx, [{ at, actor: person.id, subject: `alert/${alertId}`, ...said }])
    return alertSteps({ db: tx, now }, alertId, by)
  })
}
