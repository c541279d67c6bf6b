import type { AuditAction } from '../../contract/audit.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Person as PersonRow } from '../generated/client.ts'
import { hashPassword, verifyPassword } from '../people/passwords.ts'
import { permissionsOf } from '../people/permissions.ts'
import { toPerson } from '../people/store.ts'
import { Refusal } from '../refusal.ts'
import type { Caller } from './caller.ts'
import { absoluteMs, newSessionToken, sessionEnd, sessionIdOf } from './session.ts'

const maxFailures = 5
const lockMs = 30 * 60_000

/** A text that cannot be an account may be a password typed into the wrong field: it is not written down. */
const shown = (account: string): string => (/^[a-z][a-z0-9._-]{2,31}$/.test(account) ? account : 'malformed')

/** Counts in one statement, so that failures that arrive together all count; a lock that ran out starts anew. */
async function countFailure(tx: Tx, account: string, at: number): Promise<void> {
  const [now, until] = [new Date(at), new Date(at + lockMs)]
  await tx.$executeRaw`
    INSERT INTO sign_in_failure AS f (account, count) VALUES (${account}, 1)
    ON CONFLICT (account) DO UPDATE SET
      count = CASE WHEN f.locked_until <= ${now} THEN 1 ELSE f.count + 1 END,
      locked_until = CASE
        WHEN f.locked_until <= ${now} THEN NULL
        WHEN f.count + 1 >= ${maxFailures} THEN ${until}::timestamptz
        ELSE f.locked_until END`
}

type World = Pick<Deps, 'db' | 'now'>

const entryOf = (at: number, action: AuditAction, { id, ...facts }: { id: string }): NewAuditEntry => ({
  at,
  actor: id,
  action,
  subject: `person/${id}`,
  facts,
})

async function refuse(
  world: World,
  account: string,
  code: 'wrong_credentials' | 'account_locked',
): Promise<never> {
  await world.db.$transaction(async (tx) => {
    if (code === 'wrong_credentials') await countFailure(tx, account, world.now())
    const facts = { id: 'nobody', account: shown(account), code }
    await appendAudit(tx, [entryOf(world.now(), 'person.sign_in_refused', facts)])
  })
  throw new Refusal(code)
}

/** Opens a session; its token is known to nobody but the caller. */
async function openSession(world: World, person: PersonRow): Promise<{ token: string; caller: Caller }> {
  const { db, now } = world
  const [token, at] = [newSessionToken(), now()]
  const id = sessionIdOf(token)
  const endsAt = new Date(at + absoluteMs)
  await db.$transaction(async (tx) => {
    await tx.signInFailure.deleteMany({ where: { account: person.account } })
    await tx.session.deleteMany({ where: { expiresAt: { lt: new Date(at) } } })
    const stamps = { createdAt: new Date(at), seenAt: new Date(at), expiresAt: endsAt }
    await tx.session.create({ data: { id, personId: person.id, ...stamps } })
    await appendAudit(tx, [entryOf(at, 'person.signed_in', { id: person.id })])
  })
  const expiresAt = sessionEnd({ createdAt: at, seenAt: at }, person.role)
  const permissions = permissionsOf(person.role)
  return { token, caller: { person: toPerson(person), permissions, sessionId: id, expiresAt } }
}

/**
 * Sessions for the right password. Names are treated alike whether or not they exist: the same work, the same
 * answers, the same lock of 30 minutes after 5 failures.
 */
export function createSignIn(world: World) {
  const { db, now } = world
  const noOnesHash = hashPassword(newSessionToken())
  return {
    async signIn(given: { account: string; password: string }): Promise<{ token: string; caller: Caller }> {
      const account = given.account.trim().toLowerCase()
      const failures = await db.signInFailure.findUnique({ where: { account } })
      if ((failures?.lockedUntil?.getTime() ?? 0) > now()) return refuse(world, account, 'account_locked')
      const person = await db.person.findUnique({ where: { account } })
      const isRight = await verifyPassword(person?.passwordHash ?? (await noOnesHash), given.password)
      if (!person?.active || !isRight) return refuse(world, account, 'wrong_credentials')
      return openSession(world, person)
    },
    async signOut(caller: Caller): Promise<void> {
      await db.$transaction(async (tx) => {
        await tx.session.deleteMany({ where: { id: caller.sessionId } })
        await appendAudit(tx, [entryOf(now(), 'person.signed_out', { id: caller.person.id })])
      })
    },
  }
}
