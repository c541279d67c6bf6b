import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError, hasErrno } from '@sightline/infra/platform/error'
import { cocoDocumentSchema, type CocoDocument } from '../../contract/coco.ts'
import { errorCodes, type ErrorCode } from '../../contract/errors.ts'
import { appendAudit } from '../audit/append.ts'
import { takeLock } from '../database/locks.ts'
import type { Deps } from '../deps.ts'
import { repeatQuietly } from '../integrity/repeat-quietly.ts'
import { Refusal } from '../refusal.ts'
import { usableApproval } from './approval-of.ts'
import type { Begun } from './begin-export.ts'
import { buildSet, type FindFaces } from './build-set.ts'
import { documentOf } from './document-of.ts'
import type { ReadDeps } from '../hiding/read-finding.ts'

export type RunDeps = Pick<Deps, 'db' | 'now' | 'log'> & ReadDeps & { readonly findFaces: FindFaces | null }

/** What an export became. */
export interface Put {
  readonly sha256: string
  readonly bytes: number
  /** Where the server keeps it: the version in the store, and until when. */
  readonly kept: { readonly versionId: string | null; readonly until: number } | null
}

/** Where an export goes: `put` gives the finished folder its place, whole or not at all; `undo` takes it away again. */
export interface Destination {
  readonly put: (dir: string) => Promise<Put>
  readonly undo: (put: Put) => Promise<void>
}

export interface Running {
  readonly begun: Begun
  /** A folder of its own, which is gone afterwards. */
  readonly dir: string
  readonly destination: Destination
  readonly signal: AbortSignal
  readonly onProgress?: (done: number, of: number) => void
}

const beatEveryMs = 1_000

/** Writes down that it is at work and how far it is, until it is stopped. */
function startBeat({ db, now, log }: RunDeps, { begun, onProgress }: Running) {
  let done = 0
  const beating = repeatQuietly(log, beatEveryMs, async () => {
    const where = { id: begun.id, state: 'running' as const }
    await db.datasetExport.updateMany({ where, data: { done, beatAt: new Date(now()) } })
  })
  return {
    progress(findings: number): void {
      done = findings
      onProgress?.(findings, begun.chosen.length)
    },
    stop: beating.stop,
  }
}

async function build(
  deps: RunDeps,
  running: Running,
  onProgress: (done: number) => void,
): Promise<CocoDocument> {
  const { begun, dir, signal } = running
  const { set, mostMegabytes } = begun.asked
  const mostBytes = mostMegabytes * 2 ** 20
  const how = { dir, set, mostBytes, findFaces: deps.findFaces, signal, onProgress }
  const built = await buildSet(deps, begun, how)
  if (built.images.length === 0) throw new Refusal('dataset_nothing', { ...built.counts.leftOut })
  const document = documentOf(begun, built, deps.now())
  await writeFile(join(dir, 'annotations.json'), JSON.stringify(document), { flag: 'wx' })
  return document
}

/** The approval is asked for again: what was withdrawn meanwhile stays here. */
async function finish(deps: RunDeps, { begun }: Running, made: { document: CocoDocument; put: Put }) {
  const { db, now } = deps
  const { id, actor, approval } = begun
  const { document, put } = made
  await db.$transaction(async (tx) => {
    await takeLock(tx, 'datasets')
    const at = now()
    await usableApproval(tx, approval.id, { now: at, personId: actor })
    const { counts, set } = cocoDocumentSchema.shape.info.parse(document.info)
    const { count } = await tx.datasetExport.updateMany({
      where: { id, state: 'running' },
      data: {
        state: 'done',
        done: begun.chosen.length,
        counts,
        document,
        sha256: put.sha256,
        bytes: put.bytes,
        versionId: put.kept?.versionId ?? null,
        keptUntil: put.kept && new Date(put.kept.until),
        endedAt: new Date(at),
      },
    })
    if (count === 0) throw new Refusal('dataset_interrupted')
    const { number } = approval
    const { findings, pictures, annotations, leftOut } = counts
    const gone = Object.values(leftOut).reduce((sum, n) => sum + n, 0)
    const facts = {
      number,
      set,
      findings,
      pictures,
      annotations,
      leftOut: gone,
      bytes: put.bytes,
      sha256: put.sha256,
    }
    const entry = { at, actor, action: 'dataset.exported' as const, subject: `dataset/${id}` }
    await appendAudit(tx, [{ ...entry, facts }])
  })
}

function codeOf(error: unknown, signal: AbortSignal): ErrorCode {
  if (error instanceof Refusal) return error.code
  if (signal.aborted) return 'dataset_interrupted'
  const code = error instanceof CodedError ? error.code : ''
  if (code === 'objects_disk_full' || hasErrno(error, 'ENOSPC')) return 'storage_full'
  return errorCodes.find((one) => one === code) ?? 'internal'
}

async function recordFailure(
  { db, now }: RunDeps,
  { begun, signal }: Running,
  error: unknown,
): Promise<void> {
  const [at, failure] = [now(), codeOf(error, signal)]
  await db.$transaction(async (tx) => {
    const { count } = await tx.datasetExport.updateMany({
      where: { id: begun.id, state: 'running' },
      data: { state: 'failed', failure, endedAt: new Date(at) },
    })
    if (count === 0) return
    const entry = {
      at,
      actor: begun.actor,
      action: 'dataset.failed' as const,
      subject: `dataset/${begun.id}`,
    }
    await appendAudit(tx, [{ ...entry, facts: { code: failure, number: begun.approval.number } }])
  })
}

/** Makes an export that was begun. Whole, in its place and recorded, or failed with its reason and nothing of it left. */
export async function runExport(deps: RunDeps, running: Running): Promise<Put> {
  const { dir, destination } = running
  const beat = startBeat(deps, running)
  let put: Put | null = null
  try {
    await mkdir(dir, { mode: 0o700 })
    const document = await build(deps, running, beat.progress)
    put = await destination.put(dir)
    await finish(deps, running, { document, put })
    return put
  } catch (error) {
    if (put) await destination.undo(put)
    await recordFailure(deps, running, error)
    throw error
  } finally {
    await beat.stop()
    await rm(dir, { recursive: true, force: true })
  }
}
