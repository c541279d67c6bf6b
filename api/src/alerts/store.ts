import { z } from 'zod'
import type { alertSchema, reviewSchema, ShownStage } from '../../contract/alerts.ts'
import { caseMatterSchema } from '../../contract/case-matter.ts'
import { permitListedSchema } from '../../contract/permits.ts'
import { openedEnd } from '../../law/opened.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'
import { refuseRecused } from '../recusals/guard.ts'
import { found } from '../refusal.ts'
import { newestCase } from './last-case.ts'
import { isWarnedBy, warningsInclude } from './warned.ts'

export type AlertView = z.input<typeof alertSchema>

export const alertInclude = {
  claimedBy: { select: { id: true, name: true } },
  cases: { select: { id: true }, orderBy: newestCase, take: 1 },
  ...warningsInclude,
} satisfies Prisma.AlertInclude
type AlertRow = Prisma.AlertGetPayload<{ include: typeof alertInclude }>

/** How it ended unconfirmed; null: it did not. */
function endOf(row: AlertRow): AlertView['openedEnd'] {
  const { status, closeReason, endedAt } = row
  if (status !== 'unconfirmed') return null
  return openedEnd({ closeReason, wasWarned: endedAt !== null && isWarnedBy(row, endedAt) })
}

export const toAlert = (row: AlertRow, group: AlertView['group']): AlertView => ({
  id: row.id,
  findingId: row.findingId,
  kind: row.kind,
  fault: row.fault,
  status: row.status,
  version: row.version,
  sourceId: row.sourceId,
  sourceName: row.sourceName,
  place: row.place,
  zoneName: row.zoneName,
  standing: row.standing,
  openedAt: row.openedAt.getTime(),
  confirmedAt: row.confirmedAt?.getTime() ?? null,
  closedAt: row.closedAt?.getTime() ?? null,
  closeReason: row.closeReason,
  arrivedAt: row.arrivedAt.getTime(),
  graceUntil: row.graceUntil?.getTime() ?? null,
  endedAt: row.endedAt?.getTime() ?? null,
  openedEnd: endOf(row),
  claimedBy: row.claimedBy,
  claimedAt: row.claimedAt?.getTime() ?? null,
  dismissReason: row.dismissReason,
  round: row.round,
  limitFrom: row.limitFrom.getTime(),
  caseId: row.cases[0]?.id ?? null,
  group,
  unitId: row.unitId,
})

/**
 * The alert as it is in this transaction, held against every other change until its end, for a move of this person: `recused`
 * where they take no part in it. Every move begins here.
 */
export async function lockAlert(tx: Tx, id: string, personId: string): Promise<AlertRow> {
  await tx.$queryRaw`SELECT id FROM alert WHERE id = ${id} FOR UPDATE`
  await refuseRecused(tx, { alertId: id, personId })
  return found(await tx.alert.findUnique({ where: { id }, include: alertInclude }), 'alert')
}

/** Stages whose recording is still to come. */
export async function awaitedStages(tx: Tx, findingId: string): Promise<ShownStage[]> {
  const dossiers = await tx.dossier.findMany({ where: { findingId }, select: { stage: true, part: true } })
  // Of what was not confirmed nothing is recorded.
  if (!dossiers.some(({ stage }) => stage === 'confirmed')) return []
  const has = (stage: ShownStage, isFirst: boolean): boolean =>
    dossiers.some((one) => one.stage === stage && (one.part === 'first') === isFirst)
  return (['confirmed', 'closed'] as const).filter((stage) => has(stage, true) && !has(stage, false))
}

/** Of the opened stage the confirmed one's dossier shows all there is, once there is one. */
export const ofShownStages = {
  OR: [
    { stage: { in: ['confirmed', 'closed'] } },
    { stage: 'opened', finding: { alert: { confirmedAt: null } } },
  ],
} satisfies Prisma.DossierWhereInput

/** Every exhibit of the finding's dossiers, and when this person opened it first. */
export async function exhibitsFor(tx: Tx, findingId: string, personId: string) {
  const rows = await tx.exhibit.findMany({
    where: { dossier: { findingId, ...ofShownStages } },
    include: {
      dossier: { select: { stage: true, part: true } },
      expiry: { select: { at: true } },
      accesses: { where: { personId, openedAt: { not: null } }, take: 1 },
    },
    orderBy: [{ at: 'asc' }, { name: 'asc' }],
  })
  return rows.map(({ accesses, ...row }) => ({ ...row, opened: accesses.length > 0 }))
}

/** Names of the exhibits that must be looked at and were not, by this person. */
export async function unseenBy(tx: Tx, findingId: string, personId: string): Promise<string[]> {
  const exhibits = await exhibitsFor(tx, findingId, personId)
  return exhibits.filter((exhibit) => exhibit.required && !exhibit.opened).map((exhibit) => exhibit.name)
}

export const reviewInclude = {
  officer: { select: { id: true, name: true } },
  matter: true,
} satisfies Prisma.ReviewInclude
type ReviewRow = Prisma.ReviewGetPayload<{ include: typeof reviewInclude }>

const permitOf = (row: ReviewRow): z.input<typeof reviewSchema>['permit'] =>
  row.permitAnswer && {
    answer: row.permitAnswer,
    reason: row.permitReason,
    listed: z.array(permitListedSchema).parse(row.permitsListed ?? []),
  }

/** As it was kept with the verdict. */
export const matterOf = (row: ReviewRow['matter']): z.output<typeof caseMatterSchema> | null =>
  row && caseMatterSchema.parse(row.content)

export const toReview = (row: ReviewRow): z.input<typeof reviewSchema> => ({
  id: row.id,
  round: row.round,
  officer: row.officer,
  verdict: row.verdict,
  answers: {
    isTrue: row.isTrue,
    isClear: row.isClear,
    isComplete: row.isComplete,
    isAccurate: row.isAccurate,
  },
  plate: row.plate,
  plateConfirmed: row.plateConfirmed,
  permit: permitOf(row),
  rectifyWaiver: row.rectifyWaiver,
  isNewEvent: row.isNewEvent,
  matter: matterOf(row.matter),
  reason: row.reason,
  note: row.note,
  at: row.at.getTime(),
})
