import type { z } from 'zod'
import type { supervisionRoutes } from '../../contract/supervisions.ts'
import {
  askSupervisionFailure,
  isUnderWay,
  supervisionDue,
  supervisionFailure,
  type SupervisionAct,
} from '../../law/supervision.ts'
import { readsBlind } from '../alerts/machine-plate.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Prisma } from '../generated/client.ts'
import type { Caller } from '../http/caller.ts'
import { notify } from '../live/notify.ts'
import { isRecusedFrom } from '../recusals/guard.ts'
import { found, refuse } from '../refusal.ts'

type World = Pick<Deps, 'db' | 'now' | 'newId'>
type Answer = z.input<typeof supervisionRoutes.list.response & {}>

const who = { select: { id: true, name: true } } as const
const include = {
  askedBy: who,
  steps: { orderBy: { version: 'asc' }, include: { by: who } },
} satisfies Prisma.SupervisionInclude
type Row = Prisma.SupervisionGetPayload<{ include: typeof include }>

const toView = (row: Row, isBlind: boolean): Answer['items'][number] => ({
  id: row.id,
  caseId: row.caseId,
  reason: isBlind ? null : row.reason,
  dueAt: row.dueAt.getTime(),
  askedAt: row.askedAt.getTime(),
  askedBy: row.askedBy,
  steps: row.steps.map(({ act, text, at, by }) => ({
    act,
    text: isBlind ? null : text,
    at: at.getTime(),
    by,
  })),
  version: row.steps.length,
  isUnderWay: isUnderWay(row),
})

/** Who is to type the plate reads nothing that others wrote freely. */
async function isBlindTo(tx: Tx, id: string, { person, permissions }: Caller): Promise<boolean> {
  const { kind, status, round } = found(await tx.alert.findUnique({ where: { id } }), 'alert')
  const reviews = await tx.review.findMany({ where: { alertId: id, round } })
  return readsBlind({ kind, status, reviews, personId: person.id, permissions })
}

/** Every request for supervision of an alert and its cases, newest first, and what this person may do now. */
export async function supervisionsOf(tx: Tx, alertId: string, caller: Caller): Promise<Answer> {
  const isBlind = await isBlindTo(tx, alertId, caller)
  const rows = await tx.supervision.findMany({
    where: { alertId },
    include,
    orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
  })
  const has = rows.some(isUnderWay)
  const isOut = await isRecusedFrom(tx, { alertId, personId: caller.person.id })
  const may = (permission: 'supervisions.ask' | 'supervisions.answer') =>
    !isOut && caller.permissions.includes(permission)
  const allowed: Answer['allowed'] = [
    ...(may('supervisions.ask') && !has ? ['ask' as const] : []),
    ...(may('supervisions.answer') && has ? ['answer' as const] : []),
    ...(may('supervisions.ask') && has ? ['end' as const] : []),
  ]
  return { alertId, items: rows.map((row) => toView(row, isBlind)), allowed }
}

interface Told {
  readonly alertId: string
  readonly caseId: string | null
  readonly unitId: string
}

async function tell(tx: Tx, { alertId, caseId, unitId }: Told): Promise<void> {
  await notify(tx, { type: 'alert', id: alertId, change: 'changed' })
  if (caseId !== null) await notify(tx, { type: 'case', id: caseId })
  await notify(tx, { type: 'limits', id: unitId })
}

const subjectOf = ({ alertId, caseId }: Told): string =>
  caseId === null ? `alert/${alertId}` : `case/${caseId}`

/** A supervisor asks for an answer (督办). One is under way of an alert at a time: who asks at the same moment is refused. */
export async function askSupervision(
  { db, now, newId }: World,
  asked: { alertId: string; caseId?: string | undefined; reason: string; workingDays: number },
  caller: Caller,
): Promise<Answer> {
  const { alertId, caseId = null, reason, workingDays } = asked
  const actor = caller.person.id
  return db.$transaction(async (tx) => {
    const { unitId } = await lockAlert(tx, alertId, actor)
    if (caseId !== null) found(await tx.case.findFirst({ where: { id: caseId, alertId } }), 'case')
    refuse(askSupervisionFailure(await tx.supervision.findMany({ where: { alertId }, include })))
    const [id, at] = [newId(), now()]
    const dueAt = supervisionDue(at, workingDays)
    const row = {
      id,
      alertId,
      caseId,
      reason,
      dueAt: new Date(dueAt),
      askedAt: new Date(at),
      askedById: actor,
    }
    await tx.supervision.create({ data: row })
    const told = { alertId, caseId, unitId }
    await tell(tx, told)
    const facts = { supervision: id, reason, limitAt: dueAt }
    await appendAudit(tx, [{ at, actor, action: 'supervision.asked', subject: subjectOf(told), facts }])
    return supervisionsOf(tx, alertId, caller)
  })
}

const actions = {
  answered: 'supervision.answered',
  settled: 'supervision.settled',
  unsettled: 'supervision.unsettled',
  withdrawn: 'supervision.withdrawn',
} as const satisfies Record<SupervisionAct, string>

/** An answer, or how it ended: a row under the lock of its alert, of the version that was read. */
export async function stepSupervision(
  { db, now }: World,
  { id, act, version, text }: { id: string; act: SupervisionAct; version: number; text: string },
  caller: Caller,
): Promise<Answer> {
  const byId = caller.person.id
  return db.$transaction(async (tx) => {
    const { alertId, caseId } = found(await tx.supervision.findUnique({ where: { id } }), 'supervision')
    const { unitId } = await lockAlert(tx, alertId, byId)
    const row = await tx.supervision.findUniqueOrThrow({ where: { id }, include })
    refuse(supervisionFailure(row, { act, version, byId }))
    const at = now()
    const step = { supervisionId: id, version: version + 1, act, text, at: new Date(at), byId }
    await tx.supervisionStep.create({ data: step })
    const told = { alertId, caseId, unitId }
    await tell(tx, told)
    const facts = { supervision: id, text }
    await appendAudit(tx, [{ at, actor: byId, action: actions[act], subject: subjectOf(told), facts }])
    return supervisionsOf(tx, alertId, caller)
  })
}
