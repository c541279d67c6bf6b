import type { Readable } from 'node:stream'
import type { Deps } from '../deps.ts'
import type { Model as ModelRow } from '../generated/client.ts'
import { found } from '../refusal.ts'
import { changeIn, standingOf, takeSeen, type Seen } from './change-model.ts'
import { discardFile, lockFile, type DiscardDeps } from './discard-file.ts'
import { stateAfter } from './moves.ts'
import { withReceivedFile } from './receive-file.ts'
import { fileKey, type ModelView } from './store.ts'
import { untried } from './write-model.ts'

export type FileDeps = Pick<Deps, 'now'> & DiscardDeps

/** Storing hashes every byte, twice. */
const storingMs = 120_000

export interface Upload {
  readonly seen: Seen
  readonly actor: string
  readonly body: Readable
  /** Content-Length; 0 where the sender does not say. */
  readonly announced: number
}

/**
 * Stores an ONNX file and makes it the model's; refused before a byte is read where it may not be changed. The file that
 * it takes the place of is deleted where nothing needs it.
 */
export async function storeFile(deps: FileDeps, upload: Upload): Promise<ModelView> {
  const { db, now, objects } = deps
  const { seen, actor } = upload
  const before = await db.$transaction(async (tx) => {
    const row = await takeSeen(tx, seen)
    stateAfter(standingOf(row), 'change')
    return row
  })
  const stored = await withReceivedFile(upload, ({ path, sha256, bytes }) =>
    db.$transaction(
      async (tx) => {
        await lockFile(tx, sha256)
        const claim = { sha256, bytes, mime: 'application/octet-stream' }
        const { versionId } = await objects.put(fileKey(sha256), { path }, claim)
        return changeIn(tx, { seen, actor, at: now() }, () => ({
          step: 'change',
          action: 'network.file_stored',
          data: { fileSha256: sha256, fileBytes: bytes, fileVersionId: versionId, ...untried },
          facts: { sha256, bytes },
        }))
      },
      { timeout: storingMs },
    ),
  )
  await discardFileOf(deps, before)
  return stored
}

/** What a model had for a file, deleted where nothing needs it. */
export async function discardFileOf(
  deps: DiscardDeps,
  { fileSha256: sha256, fileVersionId: versionId }: Pick<ModelRow, 'fileSha256' | 'fileVersionId'>,
): Promise<void> {
  if (sha256 !== null) await discardFile(deps, { sha256, versionId })
}

/** The file for a worker: only while the model is enabled, being tried or looks as a shadow; anything else is `not_found`. */
export async function openFile(
  { db, now, objects }: FileDeps,
  id: string,
): Promise<{ stream: Readable; sha256: string; bytes: number }> {
  const at = new Date(now())
  const isServed = {
    OR: [
      { state: 'enabled' as const },
      { trialUntil: { gt: at } },
      { shadowRuns: { some: { endedAt: null, endsAt: { gt: at } } } },
    ],
  }
  const row = found(await db.model.findFirst({ where: { id, ...isServed } }), 'model')
  const sha256 = found(row.fileSha256, 'model file')
  const bytes = found(row.fileBytes, 'model file')
  const stream = await objects.get(fileKey(sha256), { versionId: row.fileVersionId })
  return { stream, sha256, bytes }
}
