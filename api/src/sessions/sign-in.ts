import { appendAudit } from '../audit/append.ts'
import type { Person as PersonRow } from '../generated/client.ts'
import type { SignedIn } from '../http/caller.ts'
import { hashPassword, verifyPassword } from '../people/passwords.ts'
import { Refusal } from '../refusal.ts'
import { takeFactor, type FactorWorld } from '../second-factor/check-code.ts'
import { isLocked, refuseAttempt } from './failures.ts'
import { openSession, type Opened, type SessionWorld } from './open-session.ts'
import { newSessionToken } from './session.ts'

export type SignInWorld = SessionWorld & FactorWorld

/**
 * The second factor of who proved the first. Nothing was opened by then: a password alone is a session of nobody. A wrong
 * code counts as a wrong password does, and besides for the account from everywhere.
 */
export async function askFactor(
  world: SignInWorld,
  person: PersonRow,
  { code, address }: { code: string | undefined; address: string },
): Promise<boolean> {
  if (world.signIn.secondFactor === 'off') return false
  const factor = await world.db.secondFactor.findUnique({ where: { personId: person.id } })
  if ((factor?.enrolledAt ?? null) === null) return false
  if (code === undefined) throw new Refusal('second_factor_needed')
  const given = { personId: person.id, typed: code, address }
  const attempt = { account: person.account, address, actor: person.id }
  if (!(await takeFactor(world, given))) return refuseAttempt(world, attempt, 'second_factor_wrong')
  return true
}

/**
 * Sessions for the right password, and the code of a second factor where there is one. Names are treated alike whether or
 * not they exist: the same work, the same answers, the same locks.
 */
export function createSignIn(world: SignInWorld) {
  const { db, now } = world
  const noOnesHash = hashPassword(newSessionToken())
  return {
    async signIn(
      given: { account: string; password: string; code?: string | undefined },
      address: string,
    ): Promise<Opened> {
      const account = given.account.trim().toLowerCase()
      const attempt = { account, address }
      if (await isLocked(world, attempt)) return refuseAttempt(world, attempt, 'account_locked')
      const person = await db.person.findUnique({ where: { account } })
      const isRight = await verifyPassword(person?.passwordHash ?? (await noOnesHash), given.password)
      if (!person?.active || !isRight) return refuseAttempt(world, attempt, 'wrong_credentials')
      if (person.passwordDueBy && person.passwordDueBy.getTime() <= now())
        throw new Refusal('password_lapsed')
      const gaveFactor = await askFactor(world, person, { code: given.code, address })
      return openSession(world, { person, address, way: 'password', hasFactor: gaveFactor, gaveFactor })
    },
    async signOut({ sessionId, person: { id } }: SignedIn): Promise<void> {
      await db.$transaction(async (tx) => {
        await tx.session.deleteMany({ where: { id: sessionId } })
        const entry = { at: now(), actor: id, subject: `person/${id}` }
        await appendAudit(tx, [{ ...entry, action: 'person.signed_out' }])
      })
    },
  }
}
