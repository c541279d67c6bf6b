import type { z } from 'zod'
import { signInWays, type enrolmentSchema, type ownAccountSchema } from '../../contract/second-factor.ts'
import type { Caller, SignedIn } from '../http/caller.ts'
import { Refusal } from '../refusal.ts'
import { takeFactor } from '../second-factor/check-code.ts'
import { passwordEnd } from '../second-factor/due.ts'
import { beginEnrolment, renewRecovery } from '../second-factor/enrol.ts'
import { decides } from '../second-factor/settings.ts'
import { isLocked, refuseAttempt } from './failures.ts'
import type { SignInWorld } from './sign-in.ts'

/** A code of the device that the caller has; a wrong one counts as at the sign-in. */
async function proveFactor(world: SignInWorld, caller: Caller, typed: string): Promise<void> {
  const { address, person } = caller
  const attempt = { account: person.account, address, actor: person.id }
  if (await isLocked(world, attempt)) return refuseAttempt(world, attempt, 'account_locked')
  if (!(await takeFactor(world, { personId: person.id, typed, address })))
    return refuseAttempt(world, attempt, 'second_factor_wrong')
}

const hasFactor = async ({ db }: SignInWorld, personId: string): Promise<boolean> =>
  (await db.secondFactor.count({ where: { personId, enrolledAt: { not: null } } })) > 0

/** Begins to set up a device: the first by the session alone, another by a code of the present one. */
export async function beginOwnFactor(
  world: SignInWorld,
  caller: Caller,
  code: string | undefined,
): Promise<z.input<typeof enrolmentSchema>> {
  if (await hasFactor(world, caller.person.id)) {
    if (code === undefined) throw new Refusal('second_factor_needed')
    await proveFactor(world, caller, code)
  }
  return beginEnrolment(world, caller)
}

/** Other recovery codes, by a code of the device. */
export async function renewOwnRecovery(world: SignInWorld, caller: Caller, code: string): Promise<string[]> {
  if (!(await hasFactor(world, caller.person.id))) throw new Refusal('second_factor_off')
  await proveFactor(world, caller, code)
  return renewRecovery(world, caller)
}

/** What the trail says of a sign-in; of an older row less. */
function signInOf({ at, facts }: { at: Date; facts: unknown }) {
  const { address, signInWay } = facts as { address?: string; signInWay?: string }
  return {
    at: at.getTime(),
    address: address ?? null,
    way: signInWays.find((one) => one === signInWay) ?? null,
  }
}

/** A person's own second factor, last sign-ins and the age of the password. */
export async function ownAccount(
  { db, signIn: settings }: SignInWorld,
  { person: { id } }: SignedIn,
): Promise<z.input<typeof ownAccountSchema>> {
  const row = await db.person.findUniqueOrThrow({
    where: { id },
    include: { secondFactor: true, identity: true, _count: { select: { recoveryCodes: true } } },
  })
  const signIns = await db.auditEntry.findMany({
    where: { subject: `person/${id}`, action: 'person.signed_in' },
    orderBy: { sequence: 'desc' },
    take: 10,
  })
  const { subject = null, boundAt = null } = row.identity ?? {}
  return {
    factor: {
      isOn: settings.secondFactor !== 'off',
      isRequired: settings.secondFactor === 'required' && decides(row.role),
      enrolledAt: row.secondFactor?.enrolledAt?.getTime() ?? null,
      recoveryLeft: row._count.recoveryCodes,
    },
    signIns: signIns.map(signInOf),
    passwordSetAt: row.passwordSetAt.getTime(),
    passwordEndsAt: passwordEnd(row, settings),
    provider: subject !== null && boundAt !== null ? { subject, boundAt: boundAt.getTime() } : null,
  }
}
