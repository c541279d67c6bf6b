import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { Viewer } from '../http/caller.ts'
import type { Said } from '../viewing/reason.ts'

/** A row per person, source and hour: a stream that reconnects all night would drown the trail. */
const againAfterMs = 3_600_000

/** Records that a person watches a source, before the first picture goes out. */
export async function recordWatched(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { sourceId, said }: { readonly sourceId: string; readonly said: Said },
  { person: { id: actor }, address }: Viewer,
): Promise<void> {
  const at = now()
  const action = 'source.watched'
  const subject = `source/${sourceId}`
  const since = new Date(at - againAfterMs)
  const known = await db.auditEntry.findFirst({ where: { subject, action, actor, at: { gt: since } } })
  if (!known)
    await db.$transaction((tx) =>
      appendAudit(tx, [{ at, actor, action, subject, facts: { address, ...said } }]),
    )
}
