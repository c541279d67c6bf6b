import type { Readable } from 'node:stream'
import type { Deps } from '../deps.ts'
import type { Network as NetworkRow } from '../generated/client.ts'
import { found } from '../refusal.ts'
import { changeIn, standingOf, takeSeen, type Seen } from './change-network.ts'
import { discardFile, lockFile, type DiscardDeps } from './discard-file.ts'
import { stateAfter } from './moves.ts'
import { withReceivedFile } from './receive-file.ts'
import { fileKey, type NetworkView } from './store.ts'
import { untried } from './write-network.ts'

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
 * Stores an ONNX file and makes it the network's; refused before a byte is read where it may not be changed. The file that
 * it takes the place of is deleted where nothing needs it.
 */
export async function storeFile(deps: FileDeps, upload: Upload): Promise<NetworkView> {
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

/** What a network had for a file, deleted where nothing needs it. */
export async function discardFileOf(
  deps: DiscardDeps,
  { fileSha256: sha256, fileVersionId: versionId }: Pick<NetworkRow, 'fileSha256' | 'fileVersionId'>,
): Promise<void> {
  if (sha256 !== null) await discardFile(deps, { sha256, versionId })
}

/** The file for a worker: only while the network is enabled or being tried; anything else is `not_found`. */
export async function openFile(
  { db, now, objects }: FileDeps,
  id: string,
): Promise<{ stream: Readable; sha256: string; bytes: number }> {
  const isServed = { OR: [{ state: 'enabled' as const }, { trialUntil: { gt: new Date(now()) } }] }
  const row = found(await db.network.findFirst({ where: { id, ...isServed } }), 'network')
  const sha256 = found(row.fileSha256, 'network file')
  const bytes = found(row.fileBytes, 'network file')
  const stream = await objects.get(fileKey(sha256), { versionId: row.fileVersionId })
  return { stream, sha256, bytes }
}
