import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'
import { readsBlind } from '../alerts/machine-plate.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Document } from '../generated/client.ts'
import type { Caller } from '../http/caller.ts'
import { found, Refusal } from '../refusal.ts'
import type { DocumentDeps } from './make-document.ts'

type OpenDeps = Pick<DocumentDeps, 'db' | 'now' | 'log' | 'objects'>

/** The stored bytes where they are what was made; null where they are not, or are gone. */
async function readMade(
  { objects }: OpenDeps,
  { objectKey, versionId, sha256 }: Document,
): Promise<Uint8Array | null> {
  try {
    const bytes = await objects.readAll(objectKey, versionId)
    return hashBytes(bytes).sha256 === sha256 ? bytes : null
  } catch (error) {
    if (error instanceof CodedError && error.code === 'object_not_found') return null
    throw error
  }
}

/** A paper's PDF as it was made, recorded before its first byte leaves; `document_altered` where it is not that any more. */
export async function openDocument(
  deps: OpenDeps,
  id: string,
  { person, permissions }: Caller,
): Promise<{ row: Document; bytes: Uint8Array }> {
  const include = { alert: { include: { reviews: true } } }
  const { alert, ...row } = found(await deps.db.document.findUnique({ where: { id }, include }), 'document')
  if (readsBlind({ ...alert, permissions, personId: person.id })) throw new Refusal('document_withheld')
  const bytes = await readMade(deps, row)
  const facts = { document: id, paper: row.kind, documentNumber: row.number, sha256: row.sha256 }
  const entry: NewAuditEntry = {
    at: deps.now(),
    actor: person.id,
    action: bytes ? 'document.read' : 'document.altered',
    subject: `alert/${row.alertId}`,
    facts,
  }
  await deps.db.$transaction((tx) => appendAudit(tx, [entry]))
  if (bytes) return { row, bytes }
  deps.log.error({ document: id }, 'a stored document is not what was made')
  throw new Refusal('document_altered', { id })
}
