import type { z } from 'zod'
import type { stepSchema } from '../../contract/steps.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'
import type { StandingStep } from './rectify.ts'

export type StepView = z.input<typeof stepSchema>

const include = {
  recordedBy: { select: { id: true, name: true } },
  correction: { select: { at: true, reason: true } },
} satisfies Prisma.AlertStepInclude
type StepRow = Prisma.AlertStepGetPayload<{ include: typeof include }>

const toStep = (row: StepRow): StepView => ({
  id: row.id,
  kind: row.kind,
  at: row.at.getTime(),
  doneBy: row.doneBy,
  text: row.text,
  documentNumber: row.documentNumber,
  dueAt: row.dueAt?.getTime() ?? null,
  complied: row.complied,
  recordedAt: row.recordedAt.getTime(),
  recordedBy: row.recordedBy,
  undone: row.correction && { at: row.correction.at.getTime(), reason: row.correction.reason },
})

/** Every step of an alert by the time at which it was taken, those taken back among them. */
export async function stepsOf(tx: Tx, alertId: string): Promise<StepView[]> {
  const orderBy = [{ at: 'asc' as const }, { recordedAt: 'asc' as const }]
  return (await tx.alertStep.findMany({ where: { alertId }, include, orderBy })).map(toStep)
}

/** The steps that count: those taken back do not. */
export const standingSteps = async (tx: Tx, alertId: string): Promise<StandingStep[]> =>
  (await stepsOf(tx, alertId)).filter((step) => step.undone === null)
