import type { AuditEntry } from '../../contract/audit.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { toAuditEntry } from './store.ts'

interface Asked {
  readonly subject?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** One page of the trail, newest first. */
export async function listAudit(
  { db }: Pick<Deps, 'db'>,
  { subject, cursor, limit }: Asked,
): Promise<{ items: AuditEntry[]; next: string | null }> {
  const before = cursor === undefined ? undefined : Number(cursor)
  if (before !== undefined && !Number.isSafeInteger(before)) {
    throw new Refusal('bad_request', {}, [{ path: 'cursor', message: 'not a cursor of this list' }])
  }
  const rows = await db.auditEntry.findMany({
    where: {
      ...(subject === undefined ? {} : { subject }),
      ...(before === undefined ? {} : { sequence: { lt: before } }),
    },
    orderBy: { sequence: 'desc' },
    take: limit + 1,
  })
  const items = rows.slice(0, limit).map(toAuditEntry)
  return { items, next: rows.length > limit ? String(items.at(-1)?.sequence) : null }
}
