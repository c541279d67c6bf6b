import { CodedError } from '@sightline/infra/platform/error'
import { dueAt, keepingOf, lockSteps, type Keeping } from '../../law/keeping.ts'
import type { Exhibit } from '../generated/client.ts'
import type { KeepingDeps } from './deps.ts'
import { keepingFacts } from './keeping-facts.ts'
import { keptPlaces } from './kept-places.ts'
import { papersOf } from './papers-of.ts'

type Place = Pick<Exhibit, 'objectKey' | 'versionId'>

/** What lies beside a dossier's exhibits; no rule ever deletes it. */
const sealName = /\/(manifest\.json|manifest\.sig|public-key\.pem)$/
export const isSeal = (key: string): boolean => sealName.test(key)

/** Of manifests and signatures no version is on record: whichever lies there is locked as the exhibits are. */
async function sealsBelow({ objects }: KeepingDeps, findingId: string): Promise<Place[]> {
  const seals: Place[] = []
  if (!objects.canLock) return seals
  for await (const { key, versionId } of objects.list(`dossiers/${findingId}/`))
    if (isSeal(key)) seals.push({ objectKey: key, versionId })
  return seals
}

/** The work's answer; null where the object is not there: `sightline check` says so, and the others are kept all the same. */
export async function orAbsent<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof CodedError && error.code === 'object_not_found') return null
    throw error
  }
}

interface Settling {
  readonly findingId: string
  readonly keeping: Keeping
  /** A hold that stands was set by us. */
  readonly isOurs: boolean
}

/** The time is set before a hold is lifted: nothing lies unlocked in between. Answers until when it is locked then. */
async function bringInLine(
  { objects }: Pick<KeepingDeps, 'objects'>,
  { objectKey, versionId }: Place,
  { keeping, isOurs }: Settling,
): Promise<number | null> {
  const lock = await objects.lockOf(objectKey, versionId)
  if (!objects.canLock) return null
  const { retainUntil, hold } = lockSteps(keeping, lock, isOurs)
  if (retainUntil !== undefined) await objects.retain(objectKey, versionId, retainUntil)
  if (hold !== undefined) await objects.hold(objectKey, versionId, hold)
  return retainUntil ?? lock.until
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at))

interface Settled {
  readonly lockedUntil: number | null
  readonly absent: number
  readonly dueAt: number | null
}

async function write({ db, now }: KeepingDeps, { findingId, keeping }: Settling, so: Settled): Promise<void> {
  const state = {
    class: keeping.class,
    isHeld: keeping.isHeld,
    keptUntil: dateOf(keeping.until),
    lockedUntil: dateOf(so.lockedUntil),
    dueAt: dateOf(so.dueAt),
    noticedAt: null,
    settledAt: new Date(now()),
    problem: so.absent > 0 ? 'object_not_found' : null,
  }
  await db.keeping.upsert({ where: { findingId }, create: { findingId, ...state }, update: state })
}

async function bringAllInLine(deps: KeepingDeps, settling: Settling): Promise<Settled> {
  const exhibits = await keptPlaces(deps, settling.findingId)
  let [lockedUntil, absent]: [number | null, number] = [null, 0]
  for (const exhibit of exhibits) {
    const found = await orAbsent(bringInLine(deps, exhibit, settling).then((until) => ({ until })))
    if (!found) absent += 1
    else if (found.until !== null) lockedUntil = Math.max(lockedUntil ?? 0, found.until)
  }
  const due = exhibits.length === 0 ? null : dueAt(settling.keeping, lockedUntil)
  const { findingId } = settling
  for (const paper of [...(await sealsBelow(deps, findingId)), ...(await papersOf(deps.db, findingId))])
    await orAbsent(bringInLine(deps, paper, settling))
  return { lockedUntil, absent, dueAt: due }
}

/**
 * Brings the locks of a finding's exhibits in line with the law and writes down how they stand; a notice given is void. That we
 * hold them is written before we do, so that a hold which a kill left behind is known for ours.
 */
export async function settle(deps: KeepingDeps, findingId: string): Promise<void> {
  const { db, keepingTerms } = deps
  const keeping = keepingOf(await keepingFacts(db, findingId), keepingTerms)
  const before = await db.keeping.findUnique({ where: { findingId } })
  const settling = { findingId, keeping, isOurs: before?.isHeld === true }
  const unknown = { lockedUntil: null, absent: 0, dueAt: null }
  if (keeping.isHeld && !settling.isOurs) await write(deps, settling, unknown)
  await write(deps, settling, await bringAllInLine(deps, settling))
}

/** The oldest changes, by finding, with the rows that told of each. */
async function changed({ db }: KeepingDeps, most: number): Promise<Map<string, bigint[]>> {
  const rows = await db.keepingChange.findMany({ orderBy: { id: 'asc' }, take: most })
  const ids = new Map<string, bigint[]>()
  for (const { findingId, id } of rows) ids.set(findingId, [...(ids.get(findingId) ?? []), id])
  return ids
}

/**
 * Settles what changed, so many changes at the most. What changes meanwhile tells of itself by another row. A finding that fails
 * goes to the end of the line: it holds up no other.
 */
export async function settleChanged(deps: KeepingDeps, most: number): Promise<void> {
  const { db } = deps
  for (const [findingId, ids] of await changed(deps, most)) {
    if (deps.closing.aborted) return
    const done = { where: { id: { in: ids } } }
    try {
      await settle(deps, findingId)
    } catch (error) {
      await db.$transaction([
        db.keepingChange.create({ data: { findingId } }),
        db.keepingChange.deleteMany(done),
      ])
      throw error
    }
    await db.keepingChange.deleteMany(done)
  }
}
