import type { z } from 'zod'
import type { keepingSchema } from '../../contract/alerts.ts'
import { keepingOf, noticeDays } from '../../law/keeping.ts'
import type { KeepingDeps } from './deps.ts'
import { expiryOfFinding, toExpired } from './expired.ts'
import { keepingFacts } from './keeping-facts.ts'

const noticeMs = noticeDays * 86_400_000

export type ViewDeps = Pick<KeepingDeps, 'db' | 'keepingTerms'> & {
  readonly objects: Pick<KeepingDeps['objects'], 'canLock'>
}

/** How a finding's exhibits are kept, by the law as of now and the locks as they were last told. */
export async function keepingView(
  { db, objects, keepingTerms }: ViewDeps,
  findingId: string,
): Promise<z.input<typeof keepingSchema>> {
  const { class: is, isHeld, until, days } = keepingOf(await keepingFacts(db, findingId), keepingTerms)
  const told = await db.keeping.findUnique({ where: { findingId } })
  const waits = await db.keepingChange.count({ where: { findingId } })
  const isTold = told !== null && waits === 0
  const lockedUntil = told?.lockedUntil?.getTime() ?? 0
  const expiry = await expiryOfFinding(db, findingId)
  return {
    class: is,
    isHeld,
    until: until === null ? null : Math.max(until, lockedUntil),
    days,
    goesAt: told?.noticedAt ? told.noticedAt.getTime() + noticeMs : null,
    keeper: objects.canLock ? (isTold ? 'store' : 'soon') : 'program',
    expired: expiry && toExpired(expiry),
  }
}
