import type { AuditEntry } from '../../contract/audit.ts'
import type { Deps } from '../deps.ts'
import { reachesAll } from '../database/reach.ts'
import { Prisma } from '../generated/client.ts'
import { Refusal } from '../refusal.ts'
import { reachedEntry } from './reached-entry.ts'
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
  const found = await db.$queryRaw<{ sequence: number }[]>`
    SELECT e.sequence FROM audit_entry e
    WHERE ${subject === undefined ? Prisma.sql`TRUE` : Prisma.sql`e.subject = ${subject}`}
      AND ${before === undefined ? Prisma.sql`TRUE` : Prisma.sql`e.sequence < ${before}`}
      AND ${reachesAll() ? Prisma.sql`TRUE` : reachedEntry()}
    ORDER BY e.sequence DESC LIMIT ${limit + 1}`
  const sequences = found.map(({ sequence }) => sequence)
  const rows = await db.auditEntry.findMany({
    where: { sequence: { in: sequences } },
    orderBy: { sequence: 'desc' },
  })
  const items = rows.slice(0, limit).map(toAuditEntry)
  return { items, next: rows.length > limit ? String(items.at(-1)?.sequence) : null }
}
