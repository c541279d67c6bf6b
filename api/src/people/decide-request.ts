import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { PersonRequest as RequestRow } from '../generated/client.ts'
import { found, Refusal } from '../refusal.ts'
import { openAt, payloadOf } from './request-store.ts'
import type { PersonView } from './store.ts'
import { insertPerson, namingWhatIsTaken, updatePerson, type World } from './write-person.ts'

interface Decision {
  readonly id: string
  readonly decision: 'approve' | 'refuse'
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
  const isOwn = requesterId === by && decision === 'approve'
  if (isOwn || personId === by) throw new Refusal('second_person_needed')
}

async function apply(world: World, tx: Tx, { row, approver }: { row: RequestRow; approver: string }) {
  const by = { actor: approver, facts: { request: row.id, requested_by: row.requesterId } }
  const { certificate, resetsFactor, allowsProvider, ...payload } = payloadOf(row)
  if (row.personId !== null && row.personVersion !== null) {
    const change = {
      version: row.personVersion,
      certificate,
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
    person: { ...payload, certificate, passwordHash: row.passwordHash },
    by,
  })
}

/**
 * A second administrator approves or refuses. That one of the two made the other is not forbidden, a small office has no
 * third; it is written beside the approval, for whoever audits.
 */
export async function decideRequest(
  world: World,
  { id, decision }: Decision,
  by: string,
): Promise<{ person: PersonView | null }> {
  let account = ''
  const deciding = world.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM person_request WHERE id = ${id} FOR UPDATE`
    const row = found(await tx.personRequest.findFirst({ where: { id, ...openAt(world.now()) } }), 'request')
    account = payloadOf(row).account
    refuseFirstPerson(row, decision, by)
    await tx.personRequest.delete({ where: { id } })
    const { requesterId } = row
    const base = { at: world.now(), actor: by, subject: `request/${id}` }
    const about = { requested_by: requesterId, account }
    if (decision === 'refuse') {
      await appendAudit(tx, [{ ...base, action: 'person.request_refused', facts: about }])
      return { person: null }
    }
    const person = await apply(world, tx, { row, approver: by })
    const facts = {
      ...about,
      person: person.id,
      approver_made_by_requester: await isMadeBy(tx, by, requesterId),
      requester_made_by_approver: await isMadeBy(tx, requesterId, by),
    }
    await appendAudit(tx, [{ ...base, action: 'person.request_approved', facts }])
    return { person }
  })
  return namingWhatIsTaken(deciding, { account })
}
