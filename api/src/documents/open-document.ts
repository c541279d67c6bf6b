import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'
import { z } from 'zod'
import { sha256Schema } from '../../contract/time.ts'
import { picturedKinds } from '../../law/documents.ts'
import { readsBlind } from '../alerts/machine-plate.ts'
import { appendAudit, type NewAuditEntry } from '../audit/append.ts'
import type { Document } from '../generated/client.ts'
import type { Caller } from '../http/caller.ts'
import { requireOriginals } from '../originals/take-originals.ts'
import { found, Refusal } from '../refusal.ts'
import type { DocumentDeps } from './make-document.ts'

type OpenDeps = Pick<DocumentDeps, 'db' | 'now' | 'log' | 'objects' | 'signer'>
const factsSchema = z.object({ sha256: sha256Schema })

/** The hash that the trail told when it was made: a row that was written anew since is found by it. */
async function recordedSha256({ db }: OpenDeps, { id, alertId }: Document): Promise<string | undefined> {
  const entry = await db.auditEntry.findFirst({
    where: {
      subject: `alert/${alertId}`,
      action: 'document.made',
      facts: { path: ['document'], equals: id },
    },
  })
  return factsSchema.safeParse(entry?.facts).data?.sha256
}

/** The stored bytes where they are what was made; null where they are not, or are gone. */
async function readMade(deps: OpenDeps, row: Document): Promise<Uint8Array | null> {
  if ((await recordedSha256(deps, row)) !== row.sha256) return null
  try {
    const bytes = await deps.objects.readAll(row.objectKey, row.versionId)
    return hashBytes(bytes).sha256 === row.sha256 ? bytes : null
  } catch (error) {
    if (error instanceof CodedError && error.code === 'object_not_found') return null
    throw error
  }
}

/** Whether pictures of people who are no party are in it, unhidden. */
export const isOriginal = ({ kind, showsOriginals }: Pick<Document, 'kind' | 'showsOriginals'>): boolean =>
  showsOriginals && picturedKinds.includes(kind)

/** A document's PDF as it was made, recorded before its first byte leaves; `document_altered` where it is not that any more. */
export async function openDocument(
  deps: OpenDeps,
  { id, permission }: { readonly id: string; readonly permission: string | undefined },
  { person, permissions, address }: Caller,
): Promise<{ row: Document; bytes: Uint8Array }> {
  const include = {
    alert: { include: { reviews: true, cases: { orderBy: { proposedAt: 'desc' as const }, take: 1 } } },
  }
  const { alert, ...row } = found(await deps.db.document.findUnique({ where: { id }, include }), 'document')
  const reviews = alert.reviews.filter(({ round }) => round === alert.round)
  if (readsBlind({ ...alert, reviews, permissions, personId: person.id }))
    throw new Refusal('document_withheld')
  const taken = isOriginal(row)
    ? await requireOriginals(deps, { caseId: alert.cases[0]?.id ?? '', personId: person.id, permission })
    : null
  const bytes = await readMade(deps, row)
  const facts = {
    document: id,
    documentKind: row.kind,
    documentNumber: row.number,
    sha256: row.sha256,
    address,
    ...(taken ? { permission: taken.id, receiver: taken.receiver } : {}),
  }
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
