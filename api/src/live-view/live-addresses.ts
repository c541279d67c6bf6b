import type { Deps } from '../deps.ts'
import { staleAfterMs } from '../sources/state-board.ts'

/**
 * Where the live view of a source is, as the worker that holds its lease last said, to whichever api process. A worker
 * that has not called for 5 s is not asked for pictures of now.
 */
export async function liveAddressOf(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  sourceId: string,
): Promise<string | null> {
  const lease = await db.sourceLease.findUnique({ where: { sourceId } })
  if (!lease) return null
  const at = { gte: new Date(now() - staleAfterMs) }
  const report = await db.workerReport.findFirst({ where: { workerId: lease.workerId, at } })
  return report?.liveUrl ?? null
}
