import type { AuditAction } from '../../contract/audit.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { Person as PersonRow } from '../generated/client.ts'
import type { SignedIn } from '../http/caller.ts'
import { hashPassword, verifyPassword } from '../people/passwords.ts'
import { permissionsOf } from '../people/permissions.ts'
import { toPerson } from '../people/store.ts'
import { reachOfUnit } from '../units/reach-of.ts'
import { permissionsWithin } from '../../contract/permissions-within.ts'
import { Refusal } from '../refusal.ts'
import { clearFailures, isLocked, refuseAttempt } from './failures.ts'
import { makeRoom } from './own-sessions.ts'
import { absoluteMs, newSessionToken, sessionEnd, sessionIdOf } from './session.ts'

type World = Pick<Deps, 'db' | 'now'>

const entryOf = (at: number, action: AuditAction, { id, ...facts }: { id: string }): NewAuditEntry => ({
  at,
  actor: id,
  action,
  subject: `person/${id}`,
  facts,
})

/** Opens a session; its token is known to nobody but the caller. */
async function openSession(
  world: World,
  person: PersonRow,
  address: string,
): Promise<{ token: string; caller: SignedIn }> {
  const { db, now } = world
  const [token, at] = [newSessionToken(), now()]
  const id = sessionIdOf(token)
  const endsAt = new Date(at + absoluteMs)
  await db.$transaction(async (tx) => {
    const ended = await makeRoom(tx, person, at)
    await clearFailures(tx, { account: person.account, address })
    await tx.session.deleteMany({ where: { expiresAt: { lt: new Date(at) } } })
    const stamps = { createdAt: new Date(at), seenAt: new Date(at), expiresAt: endsAt }
    await tx.session.create({ data: { id, personId: person.id, ...stamps } })
    await appendAudit(tx, [entryOf(at, 'person.signed_in', { id: person.id }), ...ended])
  })
  const expiresAt = sessionEnd({ createdAt: at, seenAt: at }, person.role)
  const reach = await reachOfUnit(db, person.unitId)
  const all = person.passwordDueBy === null ? permissionsOf(person.role) : []
  const permissions = permissionsWithin(reach, all)
  return { token, caller: { person: toPerson(person), permissions, sessionId: id, expiresAt, reach } }
}

/**
 * Sessions for the right password. Names are treated alike whether or not they exist: the same work, the same
 * answers, the same locks.
 */
export function createSignIn(world: World) {
  const { db, now } = world
  const noOnesHash = hashPassword(newSessionToken())
  return {
    async signIn(
      given: { account: string; password: string },
      address: string,
    ): Promise<{ token: string; caller: SignedIn }> {
      const account = given.account.trim().toLowerCase()
      const attempt = { account, address }
      if (await isLocked(world, attempt)) return refuseAttempt(world, attempt, 'account_locked')
      const person = await db.person.findUnique({ where: { account } })
      const isRight = await verifyPassword(person?.passwordHash ?? (await noOnesHash), given.password)
      if (!person?.active || !isRight) return refuseAttempt(world, attempt, 'wrong_credentials')
      if (person.passwordDueBy && person.passwordDueBy.getTime() <= now())
        throw new Refusal('password_lapsed')
      return openSession(world, person, address)
    },
    async signOut(caller: SignedIn): Promise<void> {
      await db.$transaction(async (tx) => {
        await tx.session.deleteMany({ where: { id: caller.sessionId } })
        await appendAudit(tx, [entryOf(now(), 'person.signed_out', { id: caller.person.id })])
      })
    },
  }
}
