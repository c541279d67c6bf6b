import { lawOf } from '../../law/kinds.ts'
import { stepOfReminder } from '../../law/speakers.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'
import { utteranceInclude } from '../reminders/store.ts'
import type { z } from 'zod'
import type { stepSchema } from '../../contract/steps.ts'

type StepView = z.input<typeof stepSchema>

const include = {
  ...utteranceInclude,
  finding: { select: { alert: { select: { id: true, headId: true, kind: true } } } },
} satisfies Prisma.UtteranceInclude
type Row = Prisma.UtteranceGetPayload<{ include: typeof include }>

/** Who is named where nobody pressed: it was spoken by itself. */
const nobody = { id: 'system', name: '系统自动 Automatic' }

/** A reminder that was delivered, as the step that it is (R54). */
function toStep(row: Row, alertId: string): StepView | null {
  const alert = row.finding?.alert
  const { end, askedBy } = row
  if (!alert || end?.outcome !== 'delivered') return null
  const kind = stepOfReminder(row.speakerKind, lawOf(alert.kind).ladder)
  if (kind === null) return null
  const recordedBy = askedBy ?? nobody
  return {
    id: row.id,
    alertId: alert.id,
    origin: alert.id === alertId ? 'own' : 'group',
    kind,
    at: end.at.getTime(),
    doneBy: recordedBy.name,
    text: row.text,
    documentNumber: null,
    dueAt: null,
    complied: null,
    recordedAt: end.at.getTime(),
    recordedBy,
    undone: null,
    isWithheld: false,
    site: null,
    gap: null,
    spoken: {
      speaker: row.speakerKind,
      phraseVersion: row.phraseVersion,
      reason: row.reason,
      isAutomatic: askedBy === null,
    },
  }
}

/** Reminders that were delivered of an alert's group, as steps; `until`: as it stood then. */
export async function spokenSteps(
  tx: Tx,
  {
    alertId,
    group,
    until,
  }: { readonly alertId: string; readonly group: string; readonly until: Date | null },
): Promise<StepView[]> {
  const rows = await tx.utterance.findMany({
    where: {
      finding: { alert: { OR: [{ id: alertId }, { id: group }, { headId: group }] } },
      end: { is: { outcome: 'delivered', ...(until ? { at: { lte: until } } : {}) } },
    },
    include,
  })
  return rows.flatMap((row) => toStep(row, alertId) ?? [])
}
