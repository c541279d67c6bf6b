import { unitIdSchema } from '../../contract/ids.ts'
import { exclusionFailure } from '../../law/exclusions.ts'
import { deciderOf } from '../../law/duties.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { PersonRequest as RequestRow } from '../generated/client.ts'
import { found, refuse, Refusal } from '../refusal.ts'
import { administrationOf } from './last-administrator.ts'
import { applyCertificates } from './ask-for-certificates.ts'
import { openAt, payloadOf } from './request-store.ts'
import type { PersonView } from './store.ts'
import { insertPerson, namingWhatIsTaken, updatePerson, type World } from './write-person.ts'

interface Decision {
  readonly id: string
  readonly decision: 'approve' | 'refuse'
}

/** Who decides, and by which duty. */
interface Decider {
  readonly id: string
  readonly as: 'security_admin' | 'system_admin'
}

/** Whether `maker` had a hand in making a person, and so may have known their first password. */
async function isMadeBy(tx: Tx, person: string, maker: string): Promise<boolean> {
  const made = await tx.auditEntry.findFirst({
    where: { subject: `person/${person}`, action: 'person.created' },
  })
  const asked = (made?.facts as { requested_by?: string } | undefined)?.requested_by
  return made?.actor === maker || asked === maker
}

/** Whoever asked may take it back; whom it is about decides nothing. */
function refuseFirstPerson(
  { requesterId, personId }: RequestRow,
  decision: Decision['decision'],
  by: string,
) {
  const who = { asker: [requesterId], subject: personId === null ? [] : [personId] }
  refuse(
    decision === 'approve'
      ? exclusionFailure('approve_person', by, who)
      : exclusionFailure('refuse_person', by, who),
  )
}

/** A system administrator decides only where no security administrator reaches; what one asked for oneself one may take back. */
async function refuseStandIn(
  tx: Tx,
  { requesterId, unitId }: RequestRow,
  { id, as }: Decider,
): Promise<void> {
  if (as !== 'system_admin' || requesterId === id) return
  if (deciderOf(await administrationOf(tx, unitId)) !== as) throw new Refusal('security_admin_decides')
}

async function apply(
  world: World,
  tx: Tx,
  { row, approver }: { row: RequestRow; approver: string },
): Promise<PersonView | null> {
  const by = { actor: approver, facts: { request: row.id, requested_by: row.requesterId } }
  const { certificate, active, movesTo, certificates, resetsFactor, allowsProvider, ...payload } =
    payloadOf(row)
  if (certificates) {
    await applyCertificates(world, tx, { certificates, by })
    return null
  }
  if (row.personId !== null && row.personVersion !== null) {
    const change = {
      version: row.personVersion,
      certificate,
      active,
      unitId: movesTo,
      ...(resetsFactor ? { resetsFactor } : {}),
      ...(allowsProvider ? { provider: 'allow' as const } : {}),
    }
    return updatePerson(world, tx, {
      id: row.personId,
      change,
      passwordHash: row.passwordHash ?? undefined,
      by,
    })
  }
  if (row.passwordHash === null) throw new Error(`request ${row.id} has no password`)
  return insertPerson(world, tx, {
    person: {
      ...payload,
      certificate,
      unitId: unitIdSchema.parse(row.unitId),
      passwordHash: row.passwordHash,
    },
    by,
  })
}

/**
 * Somebody else approves or refuses: a security administrator, or while there is none another system administrator. That one
 * of the two made the other is not forbidden, a small office has no third; it is written beside the approval, for whoever
 * audits.
 */
export async function decideRequest(
  world: World,
  { id, decision }: Decision,
  decider: Decider,
): Promise<{ person: PersonView | null }> {
  const by = decider.id
  let account = ''
  const deciding = world.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM person_request WHERE id = ${id} FOR UPDATE`
    const row = found(await tx.personRequest.findFirst({ where: { id, ...openAt(world.now()) } }), 'request')
    account = payloadOf(row).account
    refuseFirstPerson(row, decision, by)
    await refuseStandIn(tx, row, decider)
    await tx.personRequest.delete({ where: { id } })
    const { requesterId } = row
    const base = { at: world.now(), actor: by, subject: `request/${id}` }
    const { name: fileName, certificates } = payloadOf(row)
    const what = certificates ? { fileName, rows: certificates.length } : { account }
    const about = { requested_by: requesterId, ...what }
    if (decision === 'refuse') {
      await appendAudit(tx, [{ ...base, action: 'person.request_refused', facts: about }])
      return { person: null }
    }
    const person = await apply(world, tx, { row, approver: by })
    const facts = {
      ...about,
      ...(person ? { person: person.id } : {}),
      approver_made_by_requester: await isMadeBy(tx, by, requesterId),
      requester_made_by_approver: await isMadeBy(tx, requesterId, by),
    }
    await appendAudit(tx, [{ ...base, action: 'person.request_approved', facts }])
    return { person }
  })
  return namingWhatIsTaken(deciding, { account })
}
