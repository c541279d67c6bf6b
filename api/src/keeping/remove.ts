import { CodedError } from '@sightline/infra/platform/error'
import type { KeepingDeps } from './deps.ts'
import { expiredPlaces } from './kept-places.ts'

/** The store has the last word: a lock that somebody set meanwhile stands. */
async function isGone(
  { objects, log }: KeepingDeps,
  { id, objectKey, versionId }: { id: string; objectKey: string; versionId: string | null },
): Promise<boolean> {
  try {
    await objects.expire(objectKey, versionId)
    return true
  } catch (err) {
    if (!(err instanceof CodedError) || err.code !== 'object_kept') throw err
    log.warn({ exhibit: id, err }, 'an exhibit whose time is over is kept by its store')
    return false
  }
}

async function removeOne(deps: KeepingDeps, findingId: string): Promise<void> {
  const { db, now } = deps
  // To the end of the line at once: what fails holds up none of those behind it.
  await db.keeping.update({ where: { findingId }, data: { settledAt: new Date(now()) } })
  let kept = 0
  for (const place of await expiredPlaces(deps, findingId)) if (!(await isGone(deps, place))) kept += 1
  const state = { isToRemove: kept > 0, problem: kept > 0 ? 'object_kept' : null }
  await db.keeping.update({ where: { findingId }, data: { ...state, settledAt: new Date(now()) } })
}

/** Deletes the objects of exhibits of which it is written that they went; again where a kill came in between. */
export async function removeExpired(deps: KeepingDeps, most: number): Promise<void> {
  const rows = await deps.db.keeping.findMany({
    where: { isToRemove: true },
    orderBy: { settledAt: 'asc' },
    take: most,
  })
  for (const { findingId } of rows) if (!deps.closing.aborted) await removeOne(deps, findingId)
}
