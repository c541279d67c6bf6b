import type { SignInWay } from '../../contract/second-factor.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { Person as PersonRow } from '../generated/client.ts'
import type { SignedIn } from '../http/caller.ts'
import { Refusal } from '../refusal.ts'
import { limitsOf, type SignInSettings } from '../second-factor/settings.ts'
import { reachOfUnit } from '../units/reach-of.ts'
import { signedIn } from './caller.ts'
import { clearFailures } from './failures.ts'
import { makeRoom } from './own-sessions.ts'
import { newSessionToken, sessionEnd, sessionIdOf } from './session.ts'

export type SessionWorld = Pick<Deps, 'db' | 'now'> & { readonly signIn: SignInSettings }

/** Who proved to be whom, and how. */
export interface Proved {
  readonly person: PersonRow
  readonly address: string
  readonly way: SignInWay
  readonly hasFactor: boolean
  /** Whether the second factor was given: here, or, where that is taken, at the provider. */
  readonly gaveFactor: boolean
}

export interface Opened {
  readonly token: string
  readonly caller: SignedIn
}

/**
 * Opens a session; its token is new, and known to nobody but the caller. Those that are one too many end. Refuses with
 * `changed_meanwhile` where the person was changed (another password, no second factor any more) since they proved who they are.
 */
export async function openSession(
  { db, now, signIn: settings }: SessionWorld,
  { person, address, way, hasFactor, gaveFactor }: Proved,
): Promise<Opened> {
  const [token, at] = [newSessionToken(), now()]
  const [id, began] = [sessionIdOf(token), new Date(at)]
  const limits = limitsOf(person.role, settings)
  const endsAt = new Date(at + limits.absoluteMs)
  const factorAt = gaveFactor ? began : null
  await db.$transaction(async (tx) => {
    const ended = await makeRoom(tx, person, { settings, at, address })
    const { version, active } = await tx.person.findUniqueOrThrow({ where: { id: person.id } })
    if (version !== person.version || !active) throw new Refusal('changed_meanwhile')
    await clearFailures(tx, { account: person.account, address })
    const past = { where: { expiresAt: { lt: began } } }
    await tx.session.deleteMany(past)
    await tx.endedSession.deleteMany(past)
    const stamps = { createdAt: began, seenAt: began, expiresAt: endsAt, factorAt }
    await tx.session.create({ data: { id, personId: person.id, ...stamps } })
    const signedInEntry = {
      at,
      actor: person.id,
      action: 'person.signed_in' as const,
      subject: `person/${person.id}`,
      facts: { address, signInWay: way, gaveFactor },
    }
    await appendAudit(tx, [signedInEntry, ...ended])
  })
  const expiresAt = sessionEnd({ createdAt: at, seenAt: at }, limits)
  const reach = await reachOfUnit(db, person.unitId)
  const held = { sessionId: id, expiresAt, hasFactor, factorAt, reach }
  const caller = signedIn(person, held, { settings, at })
  if (caller === null) throw new Error('a session was opened without the second factor that is there')
  return { token, caller }
}
