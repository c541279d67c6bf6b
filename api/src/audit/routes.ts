import { routes } from '../../contract/routes.ts'
import type { Deps } from '../deps.ts'
import type { Mount } from '../http/mount.ts'
import { Refusal } from '../refusal.ts'
import { toAuditEntry } from './store.ts'

export function auditRoutes(mount: Mount, { db }: Deps): void {
  mount(routes.audit.list, async ({ query: { subject, cursor, limit } }) => {
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
  })
}
