import type { Objects } from '@sightline/infra/platform/objects'
import type { Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { fileKey } from './store.ts'

export type DiscardDeps = Pick<Deps, 'db' | 'log'> & { readonly objects: Objects }

/** A file is stored or discarded under this lock: none is deleted that has just become another model's. */
export async function lockFile(tx: Tx, sha256: string): Promise<void> {
  await takeLockOf(tx, `model-file/${sha256}`)
}

/** Whether a model has this file, or a model with it was ever enabled: it may have given evidence. */
async function isNeeded(tx: Tx, sha256: string): Promise<boolean> {
  const named = await tx.model.count({ where: { fileSha256: sha256 } })
  const ran = { action: 'network.enabled', facts: { path: ['sha256'], equals: sha256 } }
  return named > 0 || (await tx.auditEntry.count({ where: ran })) > 0
}

/**
 * Deletes the file that a draft had, where nothing needs it. What was done to the draft stands either way: a store that
 * keeps the file (a lock on its bucket, no answer) costs space, and the log says so.
 */
export async function discardFile(
  { db, log, objects }: DiscardDeps,
  { sha256, versionId }: { sha256: string; versionId: string | null },
): Promise<void> {
  try {
    await db.$transaction(async (tx) => {
      await lockFile(tx, sha256)
      if (await isNeeded(tx, sha256)) return
      await objects.discard(fileKey(sha256), versionId)
    })
  } catch (err) {
    log.warn({ err, sha256 }, 'the file of a model that is gone could not be deleted')
  }
}
