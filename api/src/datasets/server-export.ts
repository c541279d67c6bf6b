import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { hashFile } from '@sightline/infra/platform/hash'
import type { Objects } from '@sightline/infra/platform/objects'
import type { DatasetAsked } from '../../contract/datasets.ts'
import { appendAudit } from '../audit/append.ts'
import type { Viewer } from '../http/caller.ts'
import { found, Refusal } from '../refusal.ts'
import { usableApproval } from './approval-of.ts'
import { beginExport, type BeginDeps, type Begun } from './begin-export.ts'
import { packFolder } from './pack.ts'
import { runExport, type Destination, type RunDeps } from './run-export.ts'
import { exportKey, exportSelect, toExport, type ExportView } from './store.ts'
import { workName } from './work-folder.ts'

export type ServerDeps = BeginDeps & RunDeps & { readonly objects: Objects; readonly closing: AbortSignal }

/** How long the server keeps a file, and how many at most. */
export const keptMs = 7 * 86_400_000
export const mostKept = 5

/** The store: put there whole, from a file beside the folder. */
function toStore({ objects, now }: ServerDeps, { id, approval }: Begun): Destination {
  const key = exportKey(id)
  return {
    async put(dir) {
      const path = `${dir}.zip`
      try {
        await packFolder(dir, path, now())
        const { sha256, bytes } = await hashFile(path)
        const { versionId } = await objects.put(key, { path }, { sha256, bytes, mime: 'application/zip' })
        const ends = Date.parse(`${approval.validUntil}T23:59:59+08:00`)
        return { sha256, bytes, kept: { versionId, until: Math.min(ends, now() + keptMs) } }
      } finally {
        await rm(path, { force: true })
      }
    },
    undo: ({ kept }) => objects.discard(key, kept?.versionId ?? null),
  }
}

async function viewOf({ db }: Pick<ServerDeps, 'db'>, id: string): Promise<ExportView> {
  return toExport(found(await db.datasetExport.findUnique({ where: { id }, select: exportSelect }), 'export'))
}

/** Begins an export on this server and answers at once; the list says how far it is. */
export async function exportOnServer(
  deps: ServerDeps,
  asked: DatasetAsked,
  actor: string,
): Promise<ExportView> {
  const begun = await beginExport(deps, asked, actor)
  const dir = join(tmpdir(), workName(begun.id))
  const running = runExport(deps, { begun, dir, destination: toStore(deps, begun), signal: deps.closing })
  running.catch((err: unknown) => deps.log.warn({ err, id: begun.id }, 'an export failed'))
  return viewOf(deps, begun.id)
}

export async function listExports({ db }: Pick<ServerDeps, 'db'>): Promise<ExportView[]> {
  const rows = await db.datasetExport.findMany({
    select: exportSelect,
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: 100,
  })
  return rows.map(toExport)
}

/** The file of a made export, recorded before its first byte leaves; by the approval as it is now. */
export async function openExportFile(
  { db, now, objects }: ServerDeps,
  id: string,
  { person: { id: actor }, address }: Viewer,
): Promise<{ stream: Readable; bytes: number; sha256: string }> {
  const at = now()
  const select = {
    approvalId: true,
    state: true,
    keptUntil: true,
    sha256: true,
    bytes: true,
    versionId: true,
  } as const
  const row = found(await db.datasetExport.findUnique({ where: { id }, select }), 'export')
  const approval = await usableApproval(db, row.approvalId, { now: at, personId: actor })
  const isKept = row.state === 'done' && row.keptUntil !== null && row.keptUntil.getTime() > at
  if (!isKept || row.sha256 === null || row.bytes === null) throw new Refusal('dataset_file_gone')
  const stream = await objects.get(exportKey(id), { versionId: row.versionId })
  const facts = { number: approval.number, bytes: row.bytes, sha256: row.sha256, address }
  const entry = { at, actor, action: 'dataset.downloaded' as const, subject: `dataset/${id}` }
  await db
    .$transaction((tx) => appendAudit(tx, [{ ...entry, facts }]))
    .catch((error: unknown) => {
      stream.destroy()
      throw error
    })
  return { stream, bytes: row.bytes, sha256: row.sha256 }
}

/** Removes what is kept too long, or is one too many, or whose approval has ended. */
export async function removeOldExports({ db, now, objects }: Pick<ServerDeps, 'db' | 'now' | 'objects'>) {
  const kept = await db.datasetExport.findMany({
    where: { state: 'done', keptUntil: { not: null } },
    select: { id: true, versionId: true, keptUntil: true, approval: { select: { withdrawal: true } } },
    orderBy: { startedAt: 'desc' },
  })
  const isOver = ({ keptUntil, approval }: (typeof kept)[number], i: number): boolean =>
    i >= mostKept || (keptUntil?.getTime() ?? 0) <= now() || approval.withdrawal !== null
  for (const { id, versionId } of kept.filter(isOver)) {
    await objects.discard(exportKey(id), versionId)
    await db.$transaction(async (tx) => {
      const where = { id, state: 'done' as const }
      const { count } = await tx.datasetExport.updateMany({
        where,
        data: { state: 'removed', keptUntil: null },
      })
      const entry = {
        at: now(),
        actor: 'system',
        action: 'dataset.removed' as const,
        subject: `dataset/${id}`,
      }
      if (count > 0) await appendAudit(tx, [entry])
    })
  }
}
