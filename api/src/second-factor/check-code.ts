import type { SecretBox } from '@sightline/infra/platform/secret-box'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { recoveryHash, toRecoveryCode } from './recovery.ts'
import { secretContext } from './seal.ts'
import { fromBase32, stepOfCode } from './totp.ts'

export type FactorWorld = Pick<Deps, 'db' | 'now'> & { readonly secretBox: SecretBox }

/** So many of the steps that were taken are remembered: a device makes one each 30 s, and a clock set back by hours is rare. */
const remembered = 32

/**
 * How long the device's codes are not looked at after so many wrong ones, each with the right password: who tries on from a
 * hundred addresses gets five guesses of a million a day. Strangers without the password lock nobody out, and a recovery code, which
 * nobody guesses, opens all the same.
 */
const minute = 60_000
const locks: readonly (readonly [wrong: number, ms: number])[] = [
  [20, 24 * 60 * minute],
  [15, 4 * 60 * minute],
  [10, 60 * minute],
  [5, 15 * minute],
]
const guesses = 5

/** The lock that begins with this wrong code; null: none. */
export const lockAfter = (wrongCodes: number): number | null =>
  wrongCodes % guesses === 0 ? (locks.find(([wrong]) => wrongCodes >= wrong)?.[1] ?? null) : null

type Answer = 'right' | 'wrong' | { readonly lockedUntil: number }

/** Takes a recovery code out, by which of two that come with it at once one alone is let in. */
async function takeRecovery(
  { now }: FactorWorld,
  tx: Tx,
  { personId, code, address }: { personId: string; code: string; address: string },
): Promise<Answer> {
  const { count } = await tx.recoveryCode.deleteMany({
    where: { personId, hash: recoveryHash(personId, code) },
  })
  if (count === 0) return 'wrong'
  const codesLeft = await tx.recoveryCode.count({ where: { personId } })
  await tx.secondFactor.update({ where: { personId }, data: { wrongCodes: 0, lockedUntil: null } })
  const action = 'person.recovery_used' as const
  await appendAudit(tx, [
    { at: now(), actor: personId, action, subject: `person/${personId}`, facts: { codesLeft, address } },
  ])
  return 'right'
}

async function takeCode(
  { now, secretBox }: FactorWorld,
  tx: Tx,
  { personId, code }: { personId: string; code: string },
): Promise<Answer> {
  const row = await tx.secondFactor.findUniqueOrThrow({ where: { personId } })
  const at = now()
  if (row.lockedUntil && row.lockedUntil.getTime() > at) return { lockedUntil: row.lockedUntil.getTime() }
  if (row.sealedSecret === null) return 'wrong'
  const secret = fromBase32(secretBox.decrypt(row.sealedSecret, secretContext(personId)))
  const step = stepOfCode({ secret, used: row.usedSteps }, code, at)
  if (step === null) {
    const wrongCodes = row.wrongCodes + 1
    const lock = lockAfter(wrongCodes)
    const lockedUntil = lock === null ? null : new Date(at + lock)
    await tx.secondFactor.update({ where: { personId }, data: { wrongCodes, lockedUntil } })
    return 'wrong'
  }
  const usedSteps = [step, ...row.usedSteps].slice(0, remembered)
  await tx.secondFactor.update({ where: { personId }, data: { usedSteps, wrongCodes: 0, lockedUntil: null } })
  return 'right'
}

/**
 * Takes a code of a person's device, or one of their recovery codes; each is taken once, also of two requests at once: the
 * row is locked. False: wrong, and counted. Refuses with `second_factor_locked` where too many were.
 */
export async function takeFactor(
  world: FactorWorld,
  { personId, typed, address }: { personId: string; typed: string; address: string },
): Promise<boolean> {
  const recovery = toRecoveryCode(typed)
  const code = typed.replace(/[\s-]/g, '')
  const answer = await world.db.$transaction(async (tx): Promise<Answer> => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT person_id FROM second_factor WHERE person_id = ${personId} FOR UPDATE`
    if (held.length === 0) return 'wrong'
    return recovery === null
      ? takeCode(world, tx, { personId, code })
      : takeRecovery(world, tx, { personId, code: recovery, address })
  })
  if (typeof answer === 'object') throw new Refusal('second_factor_locked', { until: answer.lockedUntil })
  return answer === 'right'
}
