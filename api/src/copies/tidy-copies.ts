import type { Objects } from '@sightline/infra/platform/objects'
import { appendAudit } from '../audit/append.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { endSilent } from './begin-copy.ts'
import { copyKey } from './store.ts'

/** What ends by itself: copies whose process is gone have failed, and files that are kept too long go. */
export async function tidyCopies({
  db,
  now,
  objects,
}: Pick<Deps, 'db' | 'now'> & { readonly objects: Objects }): Promise<void> {
  const gone = await db.$transaction(async (tx) => {
    await takeLock(tx, 'copies')
    return endSilent(tx, now())
  })
  for (const id of gone) await objects.discard(copyKey(id), null)
  const over = await db.caseCopy.findMany({ where: { state: 'done', keptUntil: { lte: new Date(now()) } } })
  for (const { id, caseId, versionId } of over) {
    await objects.discard(copyKey(id), versionId)
    await db.$transaction(async (tx) => {
      const { count } = await tx.caseCopy.updateMany({
        where: { id, state: 'done' },
        data: { state: 'removed', keptUntil: null },
      })
      const entry = { at: now(), actor: 'system', action: 'copy.removed' as const, subject: `case/${caseId}` }
      if (count > 0) await appendAudit(tx, [{ ...entry, facts: { copy: id } }])
    })
  }
}
