import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'

type World = Pick<Deps, 'db' | 'now'>

export interface Attempt {
  readonly account: string
  readonly address: string
  /** Who tried, where that is known: somebody signed in who types a password again. */
  readonly actor?: string
}

/** A text that cannot be an account may be a password typed into the wrong field: it is not written down. */
const shown = (account: string): string => (/^[a-z][a-z0-9._-]{2,31}$/.test(account) ? account : 'malformed')

/**
 * A lock for `ms` after so many failures within `withinMs`. One address is locked soon, the account for all only when
 * many try.
 */
const locks = {
  address: { failures: 5, ms: 30 * 60_000, withinMs: 24 * 3_600_000 },
  all: { failures: 50, ms: 5 * 60_000, withinMs: 3_600_000 },
}

/** Where an account's failures from everywhere are counted. */
const anywhere = '*'

/** Counts in one statement, so that failures that arrive together all count; what is old, and a lock that ran out, starts anew. */
async function countFailure(tx: Tx, { account, address }: Attempt, at: number): Promise<void> {
  const { failures, ms, withinMs } = address === anywhere ? locks.all : locks.address
  const [now, until, tooOld] = [new Date(at), new Date(at + ms), new Date(at - withinMs)]
  await tx.$executeRaw`
    INSERT INTO sign_in_failure AS f (account, address, count, since) VALUES (${account}, ${address}, 1, ${now})
    ON CONFLICT (account, address) DO UPDATE SET
      count = CASE WHEN f.locked_until <= ${now} OR (f.locked_until IS NULL AND f.since <= ${tooOld})
        THEN 1 ELSE f.count + 1 END,
      since = CASE WHEN f.locked_until <= ${now} OR (f.locked_until IS NULL AND f.since <= ${tooOld})
        THEN ${now} ELSE f.since END,
      locked_until = CASE
        WHEN f.locked_until <= ${now} OR (f.locked_until IS NULL AND f.since <= ${tooOld}) THEN NULL
        WHEN f.count + 1 >= ${failures} THEN ${until}::timestamptz
        ELSE f.locked_until END`
}

export async function isLocked({ db, now }: World, { account, address }: Attempt): Promise<boolean> {
  const where = { account, address: { in: [address, anywhere] }, lockedUntil: { gt: new Date(now()) } }
  return (await db.signInFailure.count({ where })) > 0
}

/** Refuses a password or a code, counts it and writes it down; `account_locked` counts no further. */
export async function refuseAttempt(
  world: World,
  attempt: Attempt,
  code: 'wrong_credentials' | 'second_factor_wrong' | 'account_locked',
): Promise<never> {
  const { actor = 'nobody', account } = attempt
  await world.db.$transaction(async (tx) => {
    if (code !== 'account_locked') {
      await countFailure(tx, attempt, world.now())
      await countFailure(tx, { ...attempt, address: anywhere }, world.now())
    }
    const facts = { account: shown(account), code }
    const entry = { at: world.now(), actor, action: 'person.sign_in_refused' as const }
    await appendAudit(tx, [{ ...entry, subject: `person/${actor}`, facts }])
  })
  throw new Refusal(code)
}

/** Writes down who was let in nowhere, and counts nothing: no password or code was tried. */
export async function writeRefused(
  { db, now }: World,
  { account, address }: Attempt,
  code: 'provider_account_unknown',
): Promise<never> {
  const facts = { account: shown(account), code, address }
  const action = 'person.sign_in_refused' as const
  await db.$transaction((tx) =>
    appendAudit(tx, [{ at: now(), actor: 'nobody', action, subject: 'person/nobody', facts }]),
  )
  throw new Refusal(code)
}

/** The right password from an address: what failed there before counts no more. */
export async function clearFailures(tx: Tx, { account, address }: Attempt): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { account, address } })
}
