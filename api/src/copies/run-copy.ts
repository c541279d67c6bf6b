import { CodedError, hasErrno } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Objects } from '@sightline/infra/platform/objects'
import { errorCodes, type ErrorCode } from '../../contract/errors.ts'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { repeatQuietly } from '../integrity/repeat-quietly.ts'
import { Refusal } from '../refusal.ts'
import type { Begun } from './begin-copy.ts'
import { buildCopy, type BuiltCopy, type CopyDeps } from './build-copy.ts'
import { copyKey } from './store.ts'

export interface RunDeps extends Deps, Omit<CopyDeps, keyof Deps | 'objects'> {
  readonly objects: Objects
  readonly closing: AbortSignal
}

/** How long the server keeps the file of a copy. */
export const keptMs = 7 * 86_400_000
const beatEveryMs = 1_000

function codeOf(error: unknown, signal: AbortSignal): ErrorCode {
  if (error instanceof Refusal) return error.code
  if (signal.aborted) return 'copy_interrupted'
  const code = error instanceof CodedError ? error.code : ''
  if (code === 'objects_disk_full' || hasErrno(error, 'ENOSPC')) return 'storage_full'
  return errorCodes.find((one) => one === code) ?? 'internal'
}

/** Writes down how far it is until it is stopped. */
function startBeat({ db, now, log }: RunDeps, id: string) {
  let at = { done: 0, of: 0 }
  const beating = repeatQuietly(log, beatEveryMs, async () => {
    await db.caseCopy.updateMany({
      where: { id, state: 'running' },
      data: { ...at, beatAt: new Date(now()) },
    })
  })
  return {
    progress: (done: number, of: number): void => void (at = { done, of }),
    stop: beating.stop,
  }
}

/** Stored first, said to be there then: a row that says so has its file. */
async function finish(
  { db, now, objects }: RunDeps,
  { row, theCase }: Begun,
  { zip, pictures, leftOut }: BuiltCopy,
): Promise<void> {
  const { id, caseId } = row
  const { sha256, bytes } = hashBytes(zip)
  const { versionId } = await objects.put(
    copyKey(id),
    { bytes: zip },
    { sha256, bytes, mime: 'application/zip' },
  )
  const ended = await db.$transaction(async (tx) => {
    const at = now()
    const of = { done: pictures, of: pictures, pictures, leftOut, sha256, bytes, versionId }
    const times = { endedAt: new Date(at), keptUntil: new Date(at + keptMs) }
    const { count } = await tx.caseCopy.updateMany({
      where: { id, state: 'running' },
      data: { state: 'done', ...of, ...times },
    })
    if (count === 0) return false
    const gone = Object.values(leftOut).reduce((sum, n) => sum + n, 0)
    const facts = {
      copy: id,
      number: theCase.number,
      receiver: row.receiver,
      pictures,
      leftOut: gone,
      sha256,
    }
    await appendAudit(tx, [
      { at, actor: row.madeById, action: 'copy.made', subject: `case/${caseId}`, facts },
    ])
    return true
  })
  if (ended) return
  await objects.discard(copyKey(id), versionId)
  throw new Refusal('copy_interrupted')
}

async function recordFailure({ db, now, closing }: RunDeps, { row }: Begun, error: unknown): Promise<void> {
  const [at, failure] = [now(), codeOf(error, closing)]
  const model = error instanceof Refusal && typeof error.facts.model === 'string' ? error.facts.model : null
  await db.$transaction(async (tx) => {
    const { count } = await tx.caseCopy.updateMany({
      where: { id: row.id, state: 'running' },
      data: { state: 'failed', failure, missingModel: model, endedAt: new Date(at) },
    })
    if (count === 0) return
    const said = { copy: row.id, code: failure, ...(model === null ? {} : { model }) }
    await appendAudit(tx, [
      { at, actor: row.madeById, action: 'copy.failed', subject: `case/${row.caseId}`, facts: said },
    ])
  })
}

/** Makes a copy that was begun: whole, stored and recorded, or failed with its reason and nothing of it left. */
export async function runCopy(deps: RunDeps, begun: Begun): Promise<void> {
  const { row, theCase } = begun
  const beat = startBeat(deps, row.id)
  try {
    const copy = {
      id: row.id,
      madeAt: row.startedAt.getTime(),
      madeBy: row.madeBy.name,
      receiver: row.receiver,
      purpose: row.purpose,
    }
    const built = await buildCopy(deps, {
      copy,
      theCase,
      signal: deps.closing,
      onProgress: beat.progress,
    })
    await finish(deps, begun, built)
  } catch (error) {
    await recordFailure(deps, begun, error)
    throw error
  } finally {
    await beat.stop()
  }
}
