import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { enrolmentSchema } from '../../contract/second-factor.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Caller } from '../http/caller.ts'
import { Refusal } from '../refusal.ts'
import type { FactorWorld } from './check-code.ts'
import { makeRecoveryCodes, recoveryHash } from './recovery.ts'
import { pendingContext, secretContext } from './seal.ts'
import type { SignInSettings } from './settings.ts'
import { enrolmentUri, fromBase32, secretBytes, stepOfCode, toBase32 } from './totp.ts'

export type EnrolWorld = FactorWorld & { readonly signIn: SignInSettings }

/** How long a device may be set up for. */
const pendingMs = 15 * 60_000

const entryOf = (
  at: number,
  { person: { id }, address }: Caller,
  { action, ...facts }: { readonly action: NewAuditEntry['action']; readonly replaced?: boolean },
): NewAuditEntry => ({ at, actor: id, action, subject: `person/${id}`, facts: { address, ...facts } })

/**
 * Begins to set up a device, in this session alone; the present one, if any, stays until the new one is confirmed. Whether
 * the caller may (a code of the present one) is asked before. The secret is told once.
 */
export async function beginEnrolment(
  world: EnrolWorld,
  caller: Caller,
): Promise<z.input<typeof enrolmentSchema>> {
  if (world.signIn.secondFactor === 'off') throw new Refusal('second_factor_off')
  const { id: personId, account } = caller.person
  const secret = toBase32(randomBytes(secretBytes))
  const pending = {
    pendingSecret: world.secretBox.encrypt(secret, pendingContext(personId)),
    pendingSession: caller.sessionId,
    pendingAt: new Date(world.now()),
  }
  await world.db.$transaction(async (tx) => {
    await tx.secondFactor.upsert({
      where: { personId },
      create: { personId, ...pending },
      update: pending,
    })
    await appendAudit(tx, [entryOf(world.now(), caller, { action: 'person.factor_begun' })])
  })
  return { secret, uri: enrolmentUri(account, secret) }
}

/** The secret that this session is setting up, its row locked; refuses with `enrolment_over` where there is none, or not any more. */
async function pendingOf(world: EnrolWorld, tx: Tx, { person: { id }, sessionId }: Caller) {
  await tx.$queryRaw`SELECT person_id FROM second_factor WHERE person_id = ${id} FOR UPDATE`
  const row = await tx.secondFactor.findUnique({ where: { personId: id } })
  const { pendingSecret = null, pendingAt = null, pendingSession = null } = row ?? {}
  const age = world.now() - (pendingAt?.getTime() ?? 0)
  if (pendingSecret === null || pendingSession !== sessionId || Math.abs(age) > pendingMs)
    throw new Refusal('enrolment_over')
  return {
    secret: world.secretBox.decrypt(pendingSecret, pendingContext(id)),
    replaced: (row?.enrolledAt ?? null) !== null,
  }
}

async function giveRecovery(tx: Tx, personId: string): Promise<string[]> {
  const codes = makeRecoveryCodes(randomBytes)
  await tx.recoveryCode.deleteMany({ where: { personId } })
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ personId, hash: recoveryHash(personId, code) })),
  })
  return codes
}

/**
 * The device is the caller's from its first right code on, and their other sessions end: they were begun without it. This
 * one goes on by another token (`renewedId`): who planted the old one in somebody's browser gains nothing. Answers the recovery codes, once. A wrong code counts towards no lock: who has the secret on the screen guesses nothing by it.
 */
export async function confirmEnrolment(
  world: EnrolWorld,
  caller: Caller,
  { typed, renewedId }: { readonly typed: string; readonly renewedId: string },
): Promise<string[]> {
  const { id: personId } = caller.person
  return world.db.$transaction(async (tx) => {
    const { secret, replaced } = await pendingOf(world, tx, caller)
    const code = typed.replace(/[\s-]/g, '')
    const step = stepOfCode({ secret: fromBase32(secret), used: [] }, code, world.now())
    if (step === null) throw new Refusal('second_factor_wrong')
    const at = new Date(world.now())
    const sealedSecret = world.secretBox.encrypt(secret, secretContext(personId))
    await tx.secondFactor.update({
      where: { personId },
      data: {
        sealedSecret,
        enrolledAt: at,
        usedSteps: [step],
        wrongCodes: 0,
        lockedUntil: null,
        pendingSecret: null,
        pendingSession: null,
        pendingAt: null,
      },
    })
    const codes = await giveRecovery(tx, personId)
    await tx.session.deleteMany({ where: { personId, id: { not: caller.sessionId } } })
    const { count } = await tx.session.updateMany({
      where: { id: caller.sessionId, personId },
      data: { id: renewedId, factorAt: at },
    })
    if (count === 0) throw new Refusal('not_signed_in')
    await appendAudit(tx, [entryOf(world.now(), caller, { action: 'person.factor_enrolled', replaced })])
    return codes
  })
}

/** Other recovery codes in place of the caller's. Whether the caller may (a code) is asked before. */
export async function renewRecovery(world: EnrolWorld, caller: Caller): Promise<string[]> {
  return world.db.$transaction(async (tx) => {
    const codes = await giveRecovery(tx, caller.person.id)
    await appendAudit(tx, [entryOf(world.now(), caller, { action: 'person.recovery_renewed' })])
    return codes
  })
}
