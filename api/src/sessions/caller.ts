import type { sessionSchema } from '../../contract/people.ts'
import type { z } from 'zod'
import { permissionsWithin } from '../../contract/permissions-within.ts'
import type { Database } from '../database/client.ts'
import type { Sessions, SignedIn } from '../http/caller.ts'
import { permissionsOf } from '../people/permissions.ts'
import { reachOfUnit } from '../units/reach-of.ts'
import { toPerson } from '../people/store.ts'
import { isOver, sessionEnd, sessionIdOf, timesOf } from './session.ts'

/** A write per request is too many; a minute less of idleness is not missed. */
const touchEveryMs = 60_000

/** The signed-in person behind a token, or null: unknown, ended, idle for too long, or no longer active. */
export function createSessions({ db, now }: { db: Database; now: () => number }): Sessions {
  async function callerOf(token: string, { touch }: { touch: boolean }): Promise<SignedIn | null> {
    const id = sessionIdOf(token)
    const row = await db.session.findUnique({ where: { id }, include: { person: true } })
    if (!row?.person.active) return null
    const times = timesOf(row)
    const at = now()
    if (isOver(times, row.person.role, at)) return null
    const isDue = touch && at - times.seenAt > touchEveryMs
    if (isDue) await db.session.updateMany({ where: { id }, data: { seenAt: new Date(at) } })
    const reach = await reachOfUnit(db, row.person.unitId)
    const expiresAt = sessionEnd(isDue ? { ...times, seenAt: at } : times, row.person.role)
    return {
      person: toPerson(row.person),
      permissions:
        row.person.passwordDueBy === null ? permissionsWithin(reach, permissionsOf(row.person.role)) : [],
      sessionId: id,
      expiresAt,
      reach,
    }
  }
  return { callerOf }
}

export const toSession = (caller: SignedIn): z.input<typeof sessionSchema> => ({
  person: caller.person,
  permissions: [...caller.permissions],
  expiresAt: caller.expiresAt,
})
