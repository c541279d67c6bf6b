import type { z } from 'zod'
import type { recusalRoutes } from '../../contract/recusals.ts'
import { isRecused, recusableDuties, recusalFailure, type RecusalAct } from '../../law/recusal.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../http/caller.ts'
import { notify } from '../live/notify.ts'
import { found, refuse } from '../refusal.ts'
import { lastRecusal, refuseRecused } from './guard.ts'

type World = Pick<Deps, 'db' | 'now'>
type Answer = z.input<typeof recusalRoutes.list.response & {}>

/** An alert, or a case by which it is named. */
export interface OfMatter {
  readonly alertId?: string | undefined
  readonly caseId?: string | undefined
}

async function alertIdOf(tx: Tx, { alertId, caseId }: OfMatter): Promise<string> {
  if (alertId !== undefined) return found(await tx.alert.findUnique({ where: { id: alertId } }), 'alert').id
  return found(await tx.case.findUnique({ where: { id: caseId ?? '' } }), 'case').alertId
}

const officiating = { active: true, role: { in: [...recusableDuties] } }

/** What was recorded of an alert, and for who may order it whom it could be about. */
export async function recusalsOf(tx: Tx, of: OfMatter, caller: Caller): Promise<Answer> {
  const alertId = await alertIdOf(tx, of)
  const who = { select: { id: true, name: true } }
  const items = await tx.recusal.findMany({
    where: { alertId },
    include: { person: who, by: who },
    orderBy: [{ at: 'asc' }, { version: 'asc' }],
  })
  const last = new Map(items.toSorted((a, b) => a.version - b.version).map((one) => [one.personId, one.act]))
  const officials = caller.permissions.includes('recusals.order')
    ? await tx.person.findMany({ where: officiating, orderBy: { name: 'asc' } })
    : []
  return {
    alertId,
    items: items.map(({ person, by, act, reason, at }) => ({ person, by, act, reason, at: at.getTime() })),
    recused: [...last].flatMap(([personId, act]) => (isRecused(act) ? [personId] : [])),
    officials: officials.map(({ id, name, role }) => ({
      id,
      name,
      role: role as Answer['officials'][0]['role'],
    })),
  }
}

export interface ToRecord {
  readonly of: OfMatter
  readonly act: RecusalAct
  /** Whom it is about. */
  readonly personId: string
  readonly reason: string
}

const actions = {
  declared: 'recusal.declared',
  ordered: 'recusal.ordered',
  lifted: 'recusal.lifted',
} as const satisfies Record<RecusalAct, string>

/**
 * Records a recusal, or that it is lifted, under the lock of its alert: a move that came at the same moment is over, or is refused.
 * Who is recused himself neither orders nor lifts anything there.
 */
export async function recordRecusal(
  { db, now }: World,
  { of, act, personId, reason }: ToRecord,
  caller: Caller,
): Promise<Answer> {
  const byId = caller.person.id
  return db.$transaction(async (tx) => {
    const alertId = await alertIdOf(tx, of)
    await tx.$queryRaw`SELECT id FROM alert WHERE id = ${alertId} FOR UPDATE`
    const last = await lastRecusal(tx, { alertId, personId })
    const officiates = (await tx.person.count({ where: { id: personId, ...officiating } })) > 0
    refuse(recusalFailure({ last: last.act, officiates }, { act, personId, byId }))
    await refuseRecused(tx, { alertId, personId: byId })
    const at = now()
    const row = { alertId, personId, version: last.version + 1, act, reason, byId }
    await tx.recusal.create({ data: { ...row, at: new Date(at) } })
    await notify(tx, { type: 'alert', id: alertId, change: 'changed' })
    const subject = `alert/${alertId}`
    const facts = { person: personId, reason }
    await appendAudit(tx, [{ at, actor: byId, action: actions[act], subject, facts }])
    return recusalsOf(tx, { alertId }, caller)
  })
}
