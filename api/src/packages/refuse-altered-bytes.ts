import type { Objects } from '@sightline/infra/platform/objects'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { isAsSealed } from '../exhibits/check-stored.ts'
import { Refusal } from '../refusal.ts'

/** What lies in the store for a package, by the name that a refusal tells. */
export interface StoredMember {
  readonly id?: string
  readonly name: string
  readonly objectKey: string
  readonly versionId: string | null
  readonly sha256: string
}

interface Taking {
  readonly alertId: string
  readonly stored: readonly StoredMember[]
  readonly actor: string
}

/**
 * Reads everything once, one after the other and a piece at a time, and refuses with `ev_hash` what is not as it was sealed: an answer
 * that has begun can only break off. It costs a second reading of the store, and no memory but one piece. What was altered is in the
 * trail, each by its name.
 */
export async function refuseAlteredBytes(
  { db, now, log, objects }: Pick<Deps, 'db' | 'now' | 'log'> & { readonly objects: Pick<Objects, 'get'> },
  { alertId, stored, actor }: Taking,
): Promise<void> {
  const altered: StoredMember[] = []
  for (const one of stored) if (!(await isAsSealed(objects, one))) altered.push(one)
  if (altered.length === 0) return
  const names = altered.map(({ name }) => name)
  log.error({ alert: alertId, altered: names }, 'what a package is made of is not what was sealed')
  const entry = { at: now(), actor, action: 'exhibit.altered' as const, subject: `alert/${alertId}` }
  const entries = altered.map(({ id, name, sha256 }) => ({
    ...entry,
    facts: { exhibitId: id ?? null, name, sha256 },
  }))
  await db.$transaction((tx) => appendAudit(tx, entries))
  throw new Refusal('ev_hash', { altered: names })
}
