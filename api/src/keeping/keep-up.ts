import { tryLock } from '../database/locks.ts'
import type { KeepingDeps } from './deps.ts'
import { expireDue } from './expire.ts'
import { removeExpired } from './remove.ts'
import { settleChanged } from './settle.ts'

/** Changes, findings due and findings to empty in one step: some seconds with a store that answers. */
const most = { changes: 50, due: 10, removals: 10 }
/** A step that takes longer has lost its turn, and what it does then another may do as well: every part may be done twice. */
const turnMs = 300_000

/**
 * One bounded step of keeping evidence: locks in line with the law, what is due by rule said and then recorded, what was
 * recorded deleted. By one api process at a time; the others do nothing.
 */
export async function keepUp(deps: KeepingDeps): Promise<void> {
  await deps.db.$transaction(
    async (tx) => {
      if (!(await tryLock(tx, 'keeping'))) return
      // A part that fails holds up no other.
      const parts = [
        () => settleChanged(deps, most.changes),
        () => expireDue(deps, most.due),
        () => removeExpired(deps, most.removals),
      ]
      const failed: unknown[] = []
      for (const part of parts) await part().catch((error: unknown) => failed.push(error))
      if (failed.length > 0) throw failed[0]
    },
    { timeout: turnMs },
  )
}

/** How upkeep stands: changes not looked at, findings of which an exhibit is absent or kept against the rule, findings to empty. */
export async function keepingState({ db }: Pick<KeepingDeps, 'db'>) {
  return {
    waiting: await db.keepingChange.count(),
    problems: await db.keeping.count({ where: { problem: { not: null } } }),
    toRemove: await db.keeping.count({ where: { isToRemove: true } }),
  }
}
