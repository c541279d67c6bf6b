import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { Person } from '../generated/client.ts'
import { found } from '../refusal.ts'
import { openFactor } from '../second-factor/forget.ts'

type World = Pick<Deps, 'db' | 'now'>

const unlock = ({ db, now }: World, { id, account }: Pick<Person, 'id' | 'account'>, actor: string) =>
  db.$transaction(async (tx) => {
    await tx.signInFailure.deleteMany({ where: { account } })
    await openFactor(tx, id)
    await appendAudit(tx, [{ at: now(), actor, action: 'person.unlocked', subject: `person/${id}` }])
  })

/** Lifts every lock of an account, as the person at the machine itself may; recorded like all else. */
export async function unlockAccount(world: World, account: string): Promise<void> {
  await unlock(world, found(await world.db.person.findUnique({ where: { account } }), 'person'), 'system')
}

/** The same by a security administrator. No password changes. */
export async function unlockPerson(world: World, id: string, actor: string): Promise<void> {
  await unlock(world, found(await world.db.person.findUnique({ where: { id } }), 'person'), actor)
}
