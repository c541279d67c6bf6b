import type { StoredLock } from '../../law/keeping.ts'
import { expiryOf, keepingOf, noticeDays, type Keeping } from '../../law/keeping.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import { takeLockOf } from '../database/locks.ts'
import type { Keeping as Row } from '../generated/client.ts'
import type { KeepingDeps } from './deps.ts'
import { keepingFacts } from './keeping-facts.ts'
import { keptPlaces, type KeptPlace } from './kept-places.ts'
import { orAbsent, settle } from './settle.ts'

const hourMs = 3_600_000
const noticeMs = noticeDays * 24 * hourMs

/** Under the locks by which a finding grows and its alert moves: what is decided here is so when it is written. */
async function stillEnded(tx: Tx, { keepingTerms, now }: KeepingDeps, findingId: string) {
  await takeLockOf(tx, `finding/${findingId}`)
  await tx.$queryRaw`SELECT id FROM alert WHERE finding_id = ${findingId} FOR UPDATE`
  const keeping = keepingOf(await keepingFacts(tx, findingId), keepingTerms)
  const { class: is, isHeld, until, days } = keeping
  if (isHeld || until === null || days === null || now() < until) return null
  return { class: is, days, keptUntil: new Date(until) }
}

/** Writes that these exhibits go, before any of them does: a kill from here on leaves rows, and objects that the next step deletes. */
async function recordExpiry(
  deps: KeepingDeps,
  { findingId, places }: { findingId: string; places: readonly KeptPlace[] },
): Promise<void> {
  const { db, now } = deps
  await db.$transaction(async (tx) => {
    const rule = await stillEnded(tx, deps, findingId)
    if (!rule) return
    const at = now()
    const idsOf = (of: KeptPlace['of']) => places.filter((one) => one.of === of).map(({ id }) => id)
    const [exhibits, siteFiles] = [idsOf('exhibit'), idsOf('site_file')]
    const how = { at: new Date(at), ...rule }
    await tx.exhibitExpiry.createMany({ data: exhibits.map((exhibitId) => ({ exhibitId, ...how })) })
    await tx.siteFileExpiry.createMany({ data: siteFiles.map((fileId) => ({ fileId, ...how })) })
    const state = { isToRemove: true, dueAt: null, noticedAt: null, settledAt: new Date(at) }
    await tx.keeping.update({ where: { findingId }, data: state })
    const alert = await tx.alert.findUnique({ where: { findingId }, select: { id: true } })
    const subject = alert ? `alert/${alert.id}` : `finding/${findingId}`
    const facts = {
      findingId,
      keepingClass: rule.class,
      days: rule.days,
      keptUntil: rule.keptUntil.getTime(),
      exhibits: places.length,
    }
    await appendAudit(tx, [{ at, actor: 'system', action: 'exhibits.expired', subject, facts }])
  })
}

/** Every exhibit that is there, with its lock. What is gone without a rule gets none: it stays a fault that is told. */
async function locksOf(deps: KeepingDeps, findingId: string) {
  const found: { place: KeptPlace; lock: StoredLock }[] = []
  for (const place of await keptPlaces(deps, findingId)) {
    const lock = await orAbsent(deps.objects.lockOf(place.objectKey, place.versionId))
    if (lock) found.push({ place, lock })
  }
  return found
}

async function give(deps: KeepingDeps, findingId: string, at: number): Promise<void> {
  const notice = { noticedAt: new Date(at), dueAt: new Date(at + noticeMs), settledAt: new Date(at) }
  await deps.db.keeping.update({ where: { findingId }, data: notice })
}

/** The law or a lock says otherwise than was written down; where the clocks disagree it is asked again within the hour. */
async function putOff(deps: KeepingDeps, findingId: string, at: number): Promise<void> {
  await settle(deps, findingId)
  const isStillDue = { findingId, dueAt: { lte: new Date(at) } }
  await deps.db.keeping.updateMany({ where: isStillDue, data: { dueAt: new Date(at + hourMs) } })
}

async function look(deps: KeepingDeps, { findingId, noticedAt, settledAt }: Row): Promise<void> {
  const { db, now, keepingTerms } = deps
  const at = now()
  // Written by a clock that was ahead: nothing that it said counts.
  if (settledAt.getTime() > at) return settle(deps, findingId)
  const keeping: Keeping = keepingOf(await keepingFacts(db, findingId), keepingTerms)
  const found = await locksOf(deps, findingId)
  const locks = found.map(({ lock }) => lock)
  const answer = expiryOf({ keeping, locks, now: at, noticedAt: noticedAt?.getTime() ?? null })
  if (answer === 'notice') return give(deps, findingId, at)
  if (answer === 'kept' || found.length === 0) return putOff(deps, findingId, at)
  return recordExpiry(deps, { findingId, places: found.map(({ place }) => place) })
}

/** As `look`; what fails is looked at again in an hour, and holds up none of those behind it. */
async function lookOrPutOff(deps: KeepingDeps, row: Row): Promise<void> {
  try {
    await look(deps, row)
  } catch (error) {
    const at = deps.now()
    const data = { dueAt: new Date(at + hourMs), settledAt: new Date(at) }
    await deps.db.keeping.update({ where: { findingId: row.findingId }, data })
    throw error
  }
}

/** Looks at what is due, so many findings at the most: says that it goes, and a week later writes that it went. */
export async function expireDue(deps: KeepingDeps, most: number): Promise<void> {
  const at = new Date(deps.now())
  const rows = await deps.db.keeping.findMany({
    where: { isToRemove: false, OR: [{ dueAt: { lte: at } }, { settledAt: { gt: at } }] },
    orderBy: { dueAt: 'asc' },
    take: most,
  })
  for (const row of rows) if (!deps.closing.aborted) await lookOrPutOff(deps, row)
}
