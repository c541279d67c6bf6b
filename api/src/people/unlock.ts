import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import { openFactor } from '../second-factor/forget.ts'

/** Lifts every lock of an account, as the person at the machine itself may; recorded like all else. */
export async function unlockAccount({ db, now }: Pick<Deps, 'db' | 'now'>, account: string): Promise<void> {
  const { id } = found(await db.person.findUnique({ where: { account } }), 'person')
  await db.$transaction(async (tx) => {
    await tx.signInFailure.deleteMany({ where: { account } })
    await openFactor(tx, id)
    const action = 'person.unlocked' as const
    await appendAudit(tx, [{ at: now(), actor: 'system', action, subject: `person/${id}` }])
  })
}
