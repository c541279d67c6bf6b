import type { Objects } from '@sightline/infra/platform/objects'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { changedSince, sealedInclude } from '../dossiers/sealed-hashes.ts'
import { isAsSealed } from '../exhibits/check-stored.ts'
import { alteredOnSite } from '../site-files/rehash-files.ts'

type RehashDeps = Pick<Deps, 'db' | 'now' | 'log'> & { readonly objects: Objects }

export interface Rehashed {
  /** Ids of the exhibits that were read. */
  readonly hashed: readonly string[]
  /** Names of what is not as its worker signed it. */
  readonly altered: readonly string[]
}

/**
 * Every exhibit as the store holds it now, byte by byte, against what the worker signed: nothing recorded here is
 * believed; and what officers brought from the place, against its chain and the trail.
 */
export async function rehash(
  deps: RehashDeps,
  { findingId, alertId, actor }: { findingId: string; alertId: string; actor: string },
): Promise<Rehashed> {
  const { db, now, log, objects } = deps
  const dossiers = await db.dossier.findMany({ where: { findingId }, include: sealedInclude })
  const exhibits = dossiers.flatMap((dossier) => dossier.exhibits)
  const altered = new Set(dossiers.flatMap(changedSince))
  for (const exhibit of exhibits)
    if (!altered.has(exhibit.name) && !(await isAsSealed(objects, exhibit))) altered.add(exhibit.name)
  for (const name of await alteredOnSite(deps, alertId)) altered.add(name)
  if (altered.size > 0) {
    log.error({ alert: alertId, altered: [...altered] }, 'what is stored is not what was sealed')
    const idOf = new Map(exhibits.map(({ id, name }) => [name, id]))
    const entry = { at: now(), actor, action: 'exhibit.altered' as const, subject: `alert/${alertId}` }
    const entries = [...altered].map((name) => ({
      ...entry,
      facts: { exhibitId: idOf.get(name) ?? null, name },
    }))
    await db.$transaction((tx) => appendAudit(tx, entries))
  }
  return { hashed: exhibits.map(({ id }) => id), altered: [...altered] }
}
