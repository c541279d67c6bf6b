import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { standingOf, takeSeen, type Seen } from './change-model.ts'
import type { DiscardDeps } from './discard-file.ts'
import { refuseDeletion } from './moves.ts'
import { discardFileOf } from './model-file.ts'

/** Takes a model that never ran out of the register, and its file out of the store where nothing else needs it. */
export async function deleteModel(
  deps: Pick<Deps, 'now'> & DiscardDeps,
  { seen, actor }: { seen: Seen; actor: string },
): Promise<void> {
  const deleted = await deps.db.$transaction(async (tx) => {
    const row = await takeSeen(tx, seen)
    refuseDeletion(standingOf(row))
    await tx.model.delete({ where: { id: row.id } })
    const facts = { name: row.name, state: row.state, sha256: row.fileSha256 }
    const subject = `network/${row.id}`
    await appendAudit(tx, [{ at: deps.now(), actor, action: 'network.deleted', subject, facts }])
    return row
  })
  await discardFileOf(deps, deleted)
}
