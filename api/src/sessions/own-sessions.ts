import type { z } from 'zod'
import type { ownSessionSchema } from '../../contract/people.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Person as PersonRow, Session as SessionRow } from '../generated/client.ts'
import type { SignedIn } from '../http/caller.ts'
import { found } from '../refusal.ts'
import { limitsOf, sessionsOf, type SignInSettings } from '../second-factor/settings.ts'
import { isOver, sessionEnd, timesOf, type SessionLimits } from './session.ts'

type World = Pick<Deps, 'db' | 'now'>
type ListWorld = World & { readonly signIn: SignInSettings }

interface Owner {
  readonly id: string
  readonly role: PersonRow['role']
}

/** Those that still open something, the newest first. */
async function livingSessions(
  tx: Pick<Tx, 'session'>,
  { id }: Pick<Owner, 'id'>,
  { limits, at }: { limits: SessionLimits; at: number },
): Promise<SessionRow[]> {
  const where = { personId: id }
  const rows = await tx.session.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })
  return rows.filter((row) => !isOver(timesOf(row), limits, at))
}

export async function listOwnSessions(
  { db, now, signIn }: ListWorld,
  { person, sessionId }: SignedIn,
): Promise<z.input<typeof ownSessionSchema>[]> {
  const limits = limitsOf(person.role, signIn)
  const rows = await livingSessions(db, person, { limits, at: now() })
  return rows.map((row) => {
    const times = timesOf(row)
    const { createdAt: beganAt, seenAt: usedAt } = times
    const endsAt = sessionEnd(times, limits)
    return { id: row.id, beganAt, usedAt, endsAt, isThis: row.id === sessionId }
  })
}

const entryOf = (
  { at, personId }: { at: number; personId: string },
  action: 'person.session_ended' | 'person.oldest_session_ended',
  ended: SessionRow,
): NewAuditEntry => ({
  at,
  actor: personId,
  action,
  subject: `person/${personId}`,
  facts: { beganAt: ended.createdAt.getTime() },
})

/** Ends one of the caller's own, by which of two that try at once alone it is written down; another's is not found. */
export async function endOwnSession({ db, now }: World, { person }: SignedIn, id: string): Promise<void> {
  const personId = person.id
  await db.$transaction(async (tx) => {
    const row = found(await tx.session.findFirst({ where: { id, personId } }), 'session')
    const { count } = await tx.session.deleteMany({ where: { id, personId } })
    found(count === 0 ? null : count, 'session')
    await appendAudit(tx, [entryOf({ at: now(), personId }, 'person.session_ended', row)])
  })
}

/**
 * Ends the oldest ones where a further one would be too many, and keeps why, for whoever holds them; answers what the trail
 * is to say. The person's row is locked, so that those who sign in at once are counted.
 */
export async function makeRoom(
  tx: Tx,
  owner: Owner,
  { settings, at, address }: { settings: SignInSettings; at: number; address: string },
): Promise<NewAuditEntry[]> {
  const personId = owner.id
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId} FOR UPDATE`
  const living = await livingSessions(tx, owner, { limits: limitsOf(owner.role, settings), at })
  const ended = living.slice(sessionsOf(owner.role, settings) - 1)
  await tx.session.deleteMany({ where: { id: { in: ended.map(({ id }) => id) } } })
  await tx.endedSession.createMany({
    data: ended.map(({ id, expiresAt }) => ({ id, at: new Date(at), address, expiresAt })),
    skipDuplicates: true,
  })
  return ended.map((row) => entryOf({ at, personId }, 'person.oldest_session_ended', row))
}
