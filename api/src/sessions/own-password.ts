import type { z } from 'zod'
import type { ownPasswordSchema } from '../../contract/people.ts'
import { appendAudit } from '../audit/append.ts'
import type { SignedIn } from '../http/caller.ts'
import { hashPassword, refuseWeakPassword, verifyPassword } from '../people/passwords.ts'
import { pastPasswords, remembered } from '../people/past-passwords.ts'
import { Refusal } from '../refusal.ts'
import { openFactor } from '../second-factor/forget.ts'
import type { SessionWorld } from './open-session.ts'
import { signedIn } from './caller.ts'
import { clearFailures, isLocked, refuseAttempt } from './failures.ts'

async function refuseReused(password: string, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes)
    if (await verifyPassword(hash, password)) throw new Refusal('password_reused', { remembered })
}

/** Sets a person's own password for the present one; a wrong one counts as at sign-in. Every other session of theirs ends; this one goes on. */
export async function changeOwnPassword(
  world: SessionWorld,
  caller: SignedIn,
  { current, next, address }: z.output<typeof ownPasswordSchema> & { address: string },
): Promise<SignedIn> {
  const { db, now } = world
  const { id, account } = caller.person
  const attempt = { account, address, actor: id }
  if (await isLocked(world, attempt)) return refuseAttempt(world, attempt, 'account_locked')
  const known = await db.person.findUniqueOrThrow({ where: { id } })
  if (!(await verifyPassword(known.passwordHash, current)))
    return refuseAttempt(world, attempt, 'wrong_credentials')
  refuseWeakPassword(next, account)
  await refuseReused(next, [known.passwordHash, ...known.pastPasswords])
  const past = pastPasswords(known, now())
  const passwordHash = await hashPassword(next)
  const row = await db.$transaction(async (tx) => {
    const setAt = { passwordSetAt: new Date(now()) }
    const data = {
      passwordHash,
      pastPasswords: past,
      passwordDueBy: null,
      ...setAt,
      version: { increment: 1 },
    }
    const isStill = { id, passwordHash: known.passwordHash, active: true }
    const { count } = await tx.person.updateMany({ where: isStill, data })
    if (count === 0) throw new Refusal('changed_meanwhile')
    await clearFailures(tx, attempt)
    await openFactor(tx, id)
    await tx.session.deleteMany({ where: { personId: id, id: { not: caller.sessionId } } })
    const action = 'person.password_changed' as const
    await appendAudit(tx, [{ at: now(), actor: id, action, subject: `person/${id}` }])
    return tx.person.findUniqueOrThrow({
      where: { id },
      include: { secondFactor: true, sessions: { where: { id: caller.sessionId } } },
    })
  })
  const { secondFactor, sessions, ...person } = row
  const hasFactor = (secondFactor?.enrolledAt ?? null) !== null
  const { sessionId, expiresAt, reach } = caller
  const held = { sessionId, expiresAt, reach, hasFactor, factorAt: sessions[0]?.factorAt ?? null }
  const after = signedIn(person, held, { settings: world.signIn, at: now() })
  if (after === null) throw new Refusal('not_signed_in')
  return after
}
