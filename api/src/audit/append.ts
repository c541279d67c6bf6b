import { createHash } from 'node:crypto'
import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import type { AuditAction } from '../../contract/audit.ts'
import type { Tx } from '../database/client.ts'
import { takeLock } from '../database/locks.ts'
import type { Prisma } from '../generated/client.ts'

export interface NewAuditEntry {
  readonly at: number
  /** A person's id, `worker`, or `system`. */
  readonly actor: string
  readonly action: AuditAction
  /** What it is about: `alert/<id>`, `source/<id>`, … */
  readonly subject: string
  /** Ids, counts and codes; never a payload, a password or a picture. */
  readonly facts?: Prisma.InputJsonObject
}

/** What a row's hash covers: everything but the hash itself. */
export function auditHash(entry: {
  sequence: number
  at: number
  actor: string
  action: string
  subject: string
  facts: unknown
  previous: string | null
}): string {
  const { sequence, at, actor, action, subject, facts, previous } = entry
  const covered = canonicalJson({ sequence, at, actor, action, subject, facts, previous })
  return createHash('sha256').update(covered, 'utf8').digest('hex')
}

/**
 * Extends the chain inside the transaction of the change, which is required: both stand or neither does. Call it last,
 * after the rows of the change are locked: every other writer waits here until this transaction ends.
 */
export async function appendAudit(tx: Tx, entries: readonly NewAuditEntry[]): Promise<void> {
  await takeLock(tx, 'auditChain')
  const last = await tx.auditEntry.findFirst({ orderBy: { sequence: 'desc' } })
  let [sequence, previous] = [last?.sequence ?? 0, last?.hash ?? null]
  for (const entry of entries) {
    sequence += 1
    const row = { ...entry, sequence, facts: entry.facts ?? {}, previous }
    const hash = auditHash(row)
    await tx.auditEntry.create({ data: { ...row, at: new Date(row.at), hash } })
    previous = hash
  }
}
