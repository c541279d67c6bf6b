import type { z } from 'zod'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import { hashBytes } from '@sightline/infra/platform/hash'
import {
  authorityContentSchema,
  leniencyContentSchema,
  matterContentSchema,
  type lawBatchSchema,
  type lawEntrySchema,
} from '../../contract/catalogue.ts'
import {
  type Authority,
  type LawContent,
  type LawEntry,
  type LawState,
  type LawSubject,
  type Leniency,
  type Matter,
} from '../../law/catalogue.ts'
import type { Tx } from '../database/client.ts'
import type { Prisma } from '../generated/client.ts'

const who = { select: { id: true, name: true } } as const
export const batchInclude = {
  uploadedBy: who,
  decision: { include: { by: who } },
  entries: { orderBy: { line: 'asc' }, include: { withdrawal: { include: { by: who } } } },
} satisfies Prisma.LawBatchInclude
export type BatchRow = Prisma.LawBatchGetPayload<{ include: typeof batchInclude }>
type EntryRow = BatchRow['entries'][number]

interface Contents {
  readonly matters: Matter
  readonly authorities: Authority
  readonly leniency: Leniency
}
const schemas = {
  matters: matterContentSchema,
  authorities: authorityContentSchema,
  leniency: leniencyContentSchema,
}

/** The hash of a batch's rows, in the order of the file. */
export const hashOfRows = (
  rows: readonly { readonly line: number; readonly key: string; readonly content: unknown }[],
): string => {
  const plain = rows.map(({ line, key, content }) => ({ line, key, content }))
  return hashBytes(canonicalBytes(plain.toSorted((a, b) => a.line - b.line))).sha256
}

/** The rows of a batch are those that were taken in, and where it was published those that the trail says were. */
export type Altered = (batch: BatchRow) => boolean

/** What the trail, which nobody can change unseen, says was published of these batches. */
export async function alteredBy(tx: Tx, batches: readonly { readonly id: string }[]): Promise<Altered> {
  const subjects = batches.map(({ id }) => `law/${id}`)
  const told = await tx.auditEntry.findMany({
    where: { subject: { in: subjects }, action: 'law.published' },
    select: { subject: true, facts: true },
  })
  const published = new Map(
    told.map(({ subject, facts }) => [
      subject,
      typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? facts['sha256'] : undefined,
    ]),
  )
  return ({ id, sha256, entries, decision }) => {
    const now = hashOfRows(entries)
    return now !== sha256 || (decision?.isPublished === true && published.get(`law/${id}`) !== now)
  }
}

const stateOf = ({ decision }: BatchRow, { withdrawal }: EntryRow): LawState => {
  if (!decision) return 'draft'
  if (!decision.isPublished) return 'refused'
  return withdrawal ? 'withdrawn' : 'published'
}

/** The rows of a batch as the law looks at them; one that is nothing any more is left out. */
export function entriesOf<S extends LawSubject>(
  subject: S,
  batch: BatchRow,
  isAltered: boolean,
): LawEntry<Contents[S]>[] {
  const publishedAt = batch.decision?.isPublished ? batch.decision.at.getTime() : null
  return batch.entries.flatMap((row) => {
    const content = schemas[subject].safeParse(row.content)
    if (!content.success) return []
    const known = content.data as Contents[S]
    return [{ id: row.id, content: known, state: stateOf(batch, row), publishedAt, isAltered }]
  })
}

/** Every row of a subject, in the order in which they came. */
export async function lawOf<S extends LawSubject>(tx: Tx, subject: S): Promise<LawEntry<Contents[S]>[]> {
  const batches = await tx.lawBatch.findMany({
    where: { subject },
    include: batchInclude,
    orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
  })
  const isAltered = await alteredBy(tx, batches)
  return batches.flatMap((batch) => entriesOf(subject, batch, isAltered(batch)))
}

type EntryView = z.input<typeof lawEntrySchema>
export type BatchView = z.input<typeof lawBatchSchema>

export const toBatch = (row: BatchRow): BatchView => ({
  id: row.id,
  subject: row.subject,
  fileName: row.fileName,
  rows: row.rows,
  unsure: unsureOf(row).length,
  sha256: row.sha256,
  uploadedAt: row.uploadedAt.getTime(),
  uploadedBy: row.uploadedBy,
  decision: row.decision && {
    isPublished: row.decision.isPublished,
    note: row.decision.note,
    at: row.decision.at.getTime(),
    by: row.decision.by,
  },
})

export const toEntries = (batch: BatchRow, isAltered: boolean): EntryView[] =>
  entriesOf(batch.subject, batch, isAltered).flatMap(({ id, content, state, publishedAt }) => {
    const row = batch.entries.find((one) => one.id === id)
    if (!row) return []
    const { key, withdrawal } = row
    return [
      {
        id,
        batchId: batch.id,
        subject: batch.subject,
        key,
        content: toStored(content),
        state: isAltered ? ('altered' as const) : state,
        publishedAt,
        withdrawal: withdrawal && {
          reason: withdrawal.reason,
          at: withdrawal.at.getTime(),
          by: withdrawal.by,
        },
      },
    ]
  })

/** As it is kept and sent: lists that anybody may change are copies. */
export const toStored = (content: LawContent): EntryView['content'] =>
  structuredClone(content) as EntryView['content']

/** Keys of rows that hold something for the legal office to confirm. */
export const unsureOf = (batch: BatchRow): string[] =>
  entriesOf(batch.subject, batch, false).flatMap(({ content }) =>
    'unsure' in content && content.unsure.length > 0 ? [content.code] : [],
  )
