import type { Readable } from 'node:stream'
import type { Objects } from '@sightline/infra/platform/objects'
import { appendAudit } from '../audit/append.ts'
import { isBlindTo } from '../cases/blind.ts'
import { caseRowOf } from '../cases/list.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../http/caller.ts'
import { found, Refusal } from '../refusal.ts'
import { copyKey } from './store.ts'

/** The file of a copy that was made, recorded before its first byte leaves. */
export async function openCopy(
  deps: Pick<Deps, 'db' | 'now'> & { readonly objects: Objects },
  id: string,
  caller: Caller,
): Promise<{ stream: Readable; bytes: number; sha256: string; number: string }> {
  const { db, now, objects } = deps
  const row = found(await db.caseCopy.findUnique({ where: { id } }), 'copy')
  const theCase = await caseRowOf(deps, row.caseId)
  if (isBlindTo(theCase, caller)) throw new Refusal('case_reviewed_anew', { id: row.caseId })
  const at = now()
  const isKept = row.state === 'done' && (row.keptUntil?.getTime() ?? 0) > at
  if (!isKept || row.sha256 === null || row.bytes === null) throw new Refusal('copy_gone', { id })
  const { number } = theCase
  const stream = await objects.get(copyKey(id), { versionId: row.versionId })
  const { person, address } = caller
  const facts = { copy: id, number, receiver: row.receiver, sha256: row.sha256, address }
  const entry = { at, actor: person.id, action: 'copy.downloaded' as const, subject: `case/${row.caseId}` }
  await db
    .$transaction((tx) => appendAudit(tx, [{ ...entry, facts }]))
    .catch((error: unknown) => {
      stream.destroy()
      throw error
    })
  return { stream, bytes: row.bytes, sha256: row.sha256, number }
}
