import type { sessionSchema } from '../../contract/people.ts'
import type { z } from 'zod'
import { permissionsWithin } from '../../contract/permissions-within.ts'
import type { Database } from '../database/client.ts'
import type { Within } from '../database/reach.ts'
import type { Person as PersonRow } from '../generated/client.ts'
import type { Sessions, SignedIn } from '../http/caller.ts'
import { permissionsOf } from '../people/permissions.ts'
import { reachOfUnit } from '../units/reach-of.ts'
import { toPerson } from '../people/store.ts'
import { dueOf, passwordEnd } from '../second-factor/due.ts'
import { limitsOf, type SignInSettings } from '../second-factor/settings.ts'
import { isOver, sessionEnd, sessionIdOf, timesOf } from './session.ts'

/** A write per request is too many; a minute less of idleness is not missed. */
const touchEveryMs = 60_000

interface Held {
  readonly sessionId: string
  readonly expiresAt: number
  readonly hasFactor: boolean
  readonly factorAt: Date | null
  readonly reach: Within
}

/** Who holds a session, by what is so now; null where it opens nothing, for it lacks the second factor that is there. */
export function signedIn(
  person: PersonRow,
  { hasFactor, factorAt, ...held }: Held,
  { settings, at }: { settings: SignInSettings; at: number },
): SignedIn | null {
  const due = dueOf({ ...person, hasFactor, factorAt }, settings, at)
  if (due === 'sign_in') return null
  const permissions = due === null ? permissionsWithin(held.reach, permissionsOf(person.role)) : []
  return {
    person: toPerson(person),
    permissions,
    ...held,
    due,
    passwordEndsAt: passwordEnd(person, settings),
  }
}

interface World {
  readonly db: Database
  readonly now: () => number
  readonly signIn: SignInSettings
}

/** The signed-in person behind a token, or null: unknown, ended, idle for too long, or no longer active. */
export function createSessions({ db, now, signIn: settings }: World): Sessions {
  async function callerOf(token: string, { touch }: { touch: boolean }): Promise<SignedIn | null> {
    const id = sessionIdOf(token)
    const include = { person: { include: { secondFactor: true } } }
    const row = await db.session.findUnique({ where: { id }, include })
    if (!row?.person.active) return null
    const [times, limits] = [timesOf(row), limitsOf(row.person.role, settings)]
    const at = now()
    if (isOver(times, limits, at)) return null
    const isDue = touch && at - times.seenAt > touchEveryMs
    if (isDue) await db.session.updateMany({ where: { id }, data: { seenAt: new Date(at) } })
    const reach = await reachOfUnit(db, row.person.unitId)
    const { secondFactor, ...person } = row.person
    const hasFactor = (secondFactor?.enrolledAt ?? null) !== null
    const expiresAt = sessionEnd(isDue ? { ...times, seenAt: at } : times, limits)
    const held = { sessionId: id, expiresAt, hasFactor, factorAt: row.factorAt, reach }
    return signedIn(person, held, { settings, at })
  }
  async function endedBy(token: string) {
    const ended = await db.endedSession.findUnique({ where: { id: sessionIdOf(token) } })
    return ended && { at: ended.at.getTime(), address: ended.address }
  }
  return { callerOf, endedBy }
}

export const toSession = (caller: SignedIn): z.input<typeof sessionSchema> => ({
  person: caller.person,
  permissions: [...caller.permissions],
  expiresAt: caller.expiresAt,
  due: caller.due,
  passwordEndsAt: caller.passwordEndsAt,
})
