import type { z } from 'zod'
import type { ViolationKind } from '@sightline/detectors/finding'
import { type stepSchema } from '../../contract/steps.ts'
import { newestCase, newestMove, statusOf } from '../alerts/last-case.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'
import { recordGap, takesSiteRecord, type Place } from '../../law/on-site-record.ts'
import { matterMemoryMs } from '../../law/steps.ts'
import { spokenSteps } from './spoken-steps.ts'
import { placesOf, recordInclude, toSiteRecord } from '../site-files/store.ts'

export type StepView = z.input<typeof stepSchema>
type Origin = StepView['origin']

const include = {
  recordedBy: { select: { id: true, name: true } },
  correction: { select: { at: true, reason: true } },
  alert: { select: { id: true, headId: true, sourceId: true, openedAt: true } },
  site: { include: recordInclude },
} satisfies Prisma.AlertStepInclude
type StepRow = Prisma.AlertStepGetPayload<{ include: typeof include }>

/** An alert as its matter at its place is found by. */
export interface OfMatter {
  readonly id: string
  readonly kind: ViolationKind
  readonly headId: string | null
  readonly mergePlace: string | null
  readonly openedAt: Date
}

const groupOf = ({ id, headId }: { id: string; headId: string | null }): string => headId ?? id

/** Of steps from before on-site records were kept there is no picture. */
function gapOf({ kind, text, site }: StepRow): StepView['gap'] {
  if (!takesSiteRecord[kind]) return null
  const files = (site?.files ?? []).map(({ file }) => file.kind)
  const hasSecondOfficer = (site?.secondOfficerId ?? null) !== null
  return recordGap({ text, files, noPictureReason: site?.noPictureReason ?? '', hasSecondOfficer })
}

const siteOf = ({ site, at, alert }: StepRow, places: ReadonlyMap<string, Place>): StepView['site'] =>
  site &&
  toSiteRecord(site, {
    stepAt: at.getTime(),
    openedAt: alert.openedAt.getTime(),
    source: places.get(alert.sourceId) ?? null,
  })

const toStep = (row: StepRow, origin: Origin, places: ReadonlyMap<string, Place>): StepView => ({
  id: row.id,
  alertId: row.alertId,
  origin,
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
  isWithheld: false,
  site: siteOf(row, places),
  gap: gapOf(row),
  spoken: null,
})

/** The alerts of the same matter at the same place; of kinds that are not merged, the alert alone. */
export const sameMatter = ({ id, kind, mergePlace }: OfMatter): Prisma.AlertWhereInput =>
  mergePlace === null ? { id } : { kind, mergePlace }

/** When the case was proposed that stands of this alert; null: none does. */
async function proposedAtOf(tx: Tx, alertId: string): Promise<Date | null> {
  const newest = await tx.case.findFirst({
    where: { alertId },
    orderBy: newestCase,
    include: { moves: newestMove },
  })
  return newest && statusOf(newest) !== 'returned' ? newest.proposedAt : null
}

/**
 * Every step of an alert's matter there by the time at which it was taken, those taken back among them: all of its group
 * with what was said there and delivered,
 * and the orders and re-checks of its place within a year before it. Of a proposed case: as it stood when it was proposed.
 */
export async function stepsOf(tx: Tx, alert: OfMatter): Promise<StepView[]> {
  const proposedAt = await proposedAtOf(tx, alert.id)
  const since = new Date(alert.openedAt.getTime() - matterMemoryMs)
  const group = groupOf(alert)
  const ofGroup = { alert: { OR: [{ id: group }, { headId: group }] } }
  const ofPlace = { alert: sameMatter(alert), kind: { in: ['order' as const, 'recheck' as const] } }
  const rows = await tx.alertStep.findMany({
    where: {
      OR: [{ alertId: alert.id }, ofGroup, { ...ofPlace, at: { gte: since } }],
      ...(proposedAt ? { recordedAt: { lte: proposedAt } } : {}),
    },
    include,
    orderBy: [{ at: 'asc' }, { recordedAt: 'asc' }],
  })
  const originOf = (row: StepRow): Origin =>
    row.alertId === alert.id ? 'own' : groupOf(row.alert) === group ? 'group' : 'place'
  const places = await placesOf(
    tx,
    rows.map((row) => row.alert.sourceId),
  )
  const written = rows.map((row) => toStep(row, originOf(row), places))
  const spoken = await spokenSteps(tx, { alertId: alert.id, group, until: proposedAt })
  return [...written, ...spoken].toSorted((a, b) => a.at - b.at || a.recordedAt - b.recordedAt)
}

/**
 * What counts of a matter at its place (R48): steps that were not taken back, and another case of it proposed there before.
 * One that was sent back spends no order: it is no case, and may never become one.
 */
export async function handledOf(tx: Tx, alert: OfMatter) {
  const proposedAt = await proposedAtOf(tx, alert.id)
  const others = await tx.case.findMany({
    where: {
      alertId: { not: alert.id },
      alert: sameMatter(alert),
      ...(proposedAt ? { proposedAt: { lt: proposedAt } } : {}),
    },
    include: { moves: newestMove },
    orderBy: { proposedAt: 'desc' },
  })
  const other = others.find((one) => statusOf(one) !== 'returned')
  const steps = (await stepsOf(tx, alert)).filter((step) => step.undone === null)
  return { steps, otherFiledAt: other?.proposedAt.getTime() ?? null }
}
