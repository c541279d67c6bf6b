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

interface Attempt {
  readonly account: string
  readonly address: string
}

/** A text that cannot be an account may be a password typed into the wrong field: it is not written down. */
const shown = (account: string): string => (/^[a-z][a-z0-9._-]{2,31}$/.test(account) ? account : 'malformed')

/** A lock after so many failures, for so long. One address is locked soon, the account for all only when many try. */
const locks = { address: { failures: 5, ms: 30 * 60_000 }, all: { failures: 50, ms: 5 * 60_000 } }

/** Where an account's failures from everywhere are counted. */
const anywhere = '*'

/** Counts in one statement, so that failures that arrive together all count; a lock that ran out starts anew. */
async function countFailure(tx: Tx, { account, address }: Attempt, at: number): Promise<void> {
  const { failures, ms } = address === anywhere ? locks.all : locks.address
  const [now, until] = [new Date(at), new Date(at + ms)]
  await tx.$executeRaw`
    INSERT INTO sign_in_failure AS f (account, address, count) VALUES (${account}, ${address}, 1)
    ON CONFLICT (account, address) DO UPDATE SET
      count = CASE WHEN f.locked_until <= ${now} THEN 1 ELSE f.count + 1 END,
      locked_until = CASE
        WHEN f.locked_until <= ${now} THEN NULL
        WHEN f.count + 1 >= ${failures} THEN ${until}::timestamptz
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
  attempt: Attempt,
  code: 'wrong_credentials' | 'account_locked',
): Promise<never> {
  await world.db.$transaction(async (tx) => {
    if (code === 'wrong_credentials') {
      await countFailure(tx, attempt, world.now())
      await countFailure(tx, { ...attempt, address: anywhere }, world.now())
    }
    const facts = { id: 'nobody', account: shown(attempt.account), code }
    await appendAudit(tx, [entryOf(world.now(), 'person.sign_in_refused', facts)])
  })
  throw new Refusal(code)
}

/** Opens a session; its token is known to nobody but the caller. */
async function openSession(
  world: World,
  person: PersonRow,
  address: string,
): Promise<{ token: string; caller: Caller }> {
  const { db, now } = world
  const [token, at] = [newSessionToken(), now()]
  const id = sessionIdOf(token)
  const endsAt = new Date(at + absoluteMs)
  await db.$transaction(async (tx) => {
    await tx.signInFailure.deleteMany({ where: { account: person.account, address } })
    await tx.session.deleteMany({ where: { expiresAt: { lt: new Date(at) } } })
    const stamps = { createdAt: new Date(at), seenAt: new Date(at), expiresAt: endsAt }
    await tx.session.create({ data: { id, personId: person.id, ...stamps } })
    await appendAudit(tx, [entryOf(at, 'person.signed_in', { id: person.id })])
  })
  const expiresAt = sessionEnd({ createdAt: at, seenAt: at }, person.role)
  const permissions = person.passwordDueBy === null ? permissionsOf(person.role) : []
  return { token, caller: { person: toPerson(person), permissions, sessionId: id, expiresAt } }
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
    ): Promise<{ token: string; caller: Caller }> {
      const account = given.account.trim().toLowerCase()
      const attempt = { account, address }
      const where = { account, address: { in: [address, anywhere] }, lockedUntil: { gt: new Date(now()) } }
      if ((await db.signInFailure.count({ where })) > 0) return refuse(world, attempt, 'account_locked')
      const person = await db.person.findUnique({ where: { account } })
      const isRight = await verifyPassword(person?.passwordHash ?? (await noOnesHash), given.password)
      if (!person?.active || !isRight) return refuse(world, attempt, 'wrong_credentials')
      if (person.passwordDueBy && person.passwordDueBy.getTime() <= now())
        throw new Refusal('password_lapsed')
      return openSession(world, person, address)
    },
    async signOut(caller: Caller): Promise<void> {
      await db.$transaction(async (tx) => {
        await tx.session.deleteMany({ where: { id: caller.sessionId } })
        await appendAudit(tx, [entryOf(now(), 'person.signed_out', { id: caller.person.id })])
      })
    },
  }
}
