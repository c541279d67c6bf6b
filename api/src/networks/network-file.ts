import type { Readable } from 'node:stream'
import type { Objects } from '@sightline/infra/platform/objects'
import type { Deps } from '../deps.ts'
import { found } from '../refusal.ts'
import { changeNetwork, standingOf, takeSeen, type Seen } from './change-network.ts'
import { stateAfter } from './moves.ts'
import { withReceivedFile } from './receive-file.ts'
import { fileKey, type NetworkView } from './store.ts'
import { untried } from './write-network.ts'

export type FileDeps = Pick<Deps, 'db' | 'now'> & { readonly objects: Objects }

export interface Upload {
  readonly seen: Seen
  readonly actor: string
  readonly body: Readable
  /** Content-Length; 0 where the sender does not say. */
  readonly announced: number
}

/** Stores an ONNX file and makes it the network's; refused before a byte is read where it may not be changed. */
export async function storeFile(deps: FileDeps, upload: Upload): Promise<NetworkView> {
  const { db, objects } = deps
  const { seen, actor } = upload
  await db.$transaction(async (tx) => stateAfter(standingOf(await takeSeen(tx, seen)), 'change'))
  return withReceivedFile(upload, async ({ path, sha256, bytes }) => {
    const claim = { sha256, bytes, mime: 'application/octet-stream' }
    const { versionId } = await objects.put(fileKey(sha256), { path }, claim)
    return changeNetwork(deps, { seen, actor }, () => ({
      step: 'change',
      action: 'network.file_stored',
      data: { fileSha256: sha256, fileBytes: bytes, fileVersionId: versionId, ...untried },
      facts: { sha256, bytes },
    }))
  })
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
