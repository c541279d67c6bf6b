import { createHash } from 'node:crypto'
import { Transform, type Readable } from 'node:stream'
import { heardLater, type Objects } from '@sightline/infra/platform/objects'
import { appendAudit } from '../audit/append.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Deps } from '../deps.ts'
import { expiredRefusal } from '../keeping/expired.ts'
import { found, Refusal } from '../refusal.ts'
import type { Caller } from '../http/caller.ts'
import type { Said } from '../viewing/reason.ts'
import type { Range } from './range.ts'
import { isServedEnough, servedSchema, unionOf, type Served } from './served-bytes.ts'

export type ServeDeps = Pick<Deps, 'db' | 'now' | 'log'> & { readonly objects: Objects }

async function findExhibit({ db }: Pick<Deps, 'db'>, id: string) {
  const include = {
    expiry: true,
    dossier: {
      select: { findingId: true, finding: { select: { sourceId: true, alert: { select: { id: true } } } } },
    },
  }
  const { dossier, ...exhibit } = found(await db.exhibit.findUnique({ where: { id }, include }), 'exhibit')
  const { id: alertId } = found(dossier.finding.alert, 'alert')
  return { ...exhibit, alertId, sourceId: dossier.finding.sourceId, findingId: dossier.findingId }
}
export type FoundExhibit = Awaited<ReturnType<typeof findExhibit>>

/** A copy of a still in place of the still, whole; null: it is shown as it is stored. */
export type ShowStill = (
  exhibit: FoundExhibit,
  permission: string | undefined,
  caller: Caller,
) => Promise<Buffer | null>

/** As `findExhibit`; one that went by rule is `exhibit_expired`, whatever lies under its key. */
export async function findKeptExhibit(deps: Pick<Deps, 'db'>, id: string): Promise<FoundExhibit> {
  const exhibit = await findExhibit(deps, id)
  if (exhibit.expiry) throw expiredRefusal(id, exhibit.expiry)
  return exhibit
}

/**
 * Records who was served what: once per exhibit, person and session, not per range request: a player asks for one clip
 * in dozens of ranges, and the trail would drown.
 */
export async function recordServed(
  { db, now }: ServeDeps,
  { exhibit, said }: { readonly exhibit: FoundExhibit; readonly said: Said },
  caller: Caller,
): Promise<void> {
  const key = { exhibitId: exhibit.id, personId: caller.person.id, sessionId: caller.sessionId }
  if (await db.exhibitAccess.findUnique({ where: { exhibitId_personId_sessionId: key } })) return
  const [at, actor, subject] = [now(), caller.person.id, `alert/${exhibit.alertId}`]
  const facts = { exhibitId: exhibit.id, name: exhibit.name, address: caller.address, ...said }
  try {
    await db.$transaction(async (tx) => {
      await tx.exhibitAccess.create({ data: { ...key, servedAt: new Date(at) } })
      await appendAudit(tx, [{ at, actor, action: 'exhibit.served', subject, facts }])
    })
  } catch (error) {
    const isRecordedMeanwhile = isUniqueConflict(error)
    if (!isRecordedMeanwhile) throw error
  }
}

/** Adds to what this person was served of the exhibit in this session. */
export async function keepServed(
  { db }: Pick<ServeDeps, 'db'>,
  { exhibit, caller, served }: { exhibit: FoundExhibit; caller: Caller; served: Served },
): Promise<void> {
  if (served.length === 0) return
  const [exhibitId, personId, sessionId] = [exhibit.id, caller.person.id, caller.sessionId]
  const where = { exhibitId_personId_sessionId: { exhibitId, personId, sessionId } }
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM exhibit_access WHERE exhibit_id = ${exhibitId} AND person_id = ${personId} AND session_id = ${sessionId} FOR UPDATE`
    const row = await tx.exhibitAccess.findUniqueOrThrow({ where })
    const union = unionOf([...servedSchema.parse(row.served), ...served])
    await tx.exhibitAccess.update({ where, data: { served: union } })
  })
}

/** The exhibit was shown on this person's screen: only what was served to the same person can have been, and not one byte of it. */
export async function recordOpened(
  { db, now }: ServeDeps,
  exhibit: FoundExhibit,
  caller: Caller,
): Promise<void> {
  const [at, personId] = [now(), caller.person.id]
  await db.$transaction(async (tx) => {
    const accesses = await tx.exhibitAccess.findMany({
      where: { exhibitId: exhibit.id, personId },
      orderBy: { servedAt: 'desc' },
    })
    if (accesses.some((access) => access.openedAt !== null)) return
    const newest = accesses[0]
    const kept = accesses.flatMap(({ served }) => servedSchema.parse(served))
    if (!newest || !isServedEnough(kept, exhibit))
      throw new Refusal('alert_frames_unseen', { unseen: [exhibit.name] })
    const { exhibitId, sessionId } = newest
    await tx.exhibitAccess.update({
      where: { exhibitId_personId_sessionId: { exhibitId, personId, sessionId } },
      data: { openedAt: new Date(at) },
    })
    const facts = { exhibitId, name: exhibit.name, address: caller.address }
    const subject = `alert/${exhibit.alertId}`
    await appendAudit(tx, [{ at, actor: personId, action: 'exhibit.opened', subject, facts }])
  })
}

/** Says that stored bytes are not what was sealed. */
export async function recordAltered(
  { db, now, log }: ServeDeps,
  exhibit: FoundExhibit,
  actor: string,
): Promise<void> {
  log.error({ exhibit: exhibit.id }, 'a stored exhibit is not what was sealed')
  const facts = { exhibitId: exhibit.id, name: exhibit.name, sha256: exhibit.sha256 }
  const subject = `alert/${exhibit.alertId}`
  await db.$transaction((tx) =>
    appendAudit(tx, [{ at: now(), actor, action: 'exhibit.altered', subject, facts }]),
  )
}

/**
 * Lets the bytes through and fails at the end, before the last of them count as delivered, when they are not what was sealed: with
 * `ev_hash`, which whoever was sent nothing yet is told.
 */
export function verifyingPass(
  { name, sha256 }: { readonly name: string; readonly sha256: string },
  onAltered: () => Promise<void>,
): Transform {
  const hash = createHash('sha256')
  let held: Buffer | null = null
  const pass = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      const ready = held
      held = chunk
      done(null, ready ?? undefined)
    },
    flush(done) {
      if (hash.digest('hex') === sha256) return done(null, held ?? undefined)
      onAltered().then(
        () => done(new Refusal('ev_hash', { altered: [name] })),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    },
  })
  return heardLater(pass)
}

interface Asked {
  readonly exhibit: FoundExhibit
  readonly actor: string
}

/** A part of the stored bytes, when the whole is found to be what was sealed; else `ev_hash`, and it is recorded. */
export async function openRange(
  deps: ServeDeps & { readonly isAsSealed: (exhibit: FoundExhibit) => Promise<boolean> },
  { exhibit, actor, range }: Asked & { readonly range: Range },
): Promise<Readable> {
  const { versionId, objectKey } = exhibit
  const part = await deps.objects.get(objectKey, { versionId, range })
  try {
    if (await deps.isAsSealed(exhibit)) return part
    await recordAltered(deps, exhibit, actor)
    throw new Refusal('ev_hash', { altered: [exhibit.name] })
  } catch (error) {
    part.destroy()
    throw error
  }
}

/** The stored bytes by the version that was sealed, checked against the record on the way. */
export async function openExhibit(deps: ServeDeps, { exhibit, actor }: Asked): Promise<Readable> {
  const { versionId, objectKey } = exhibit
  const whole = await deps.objects.get(objectKey, { versionId })
  const pass = verifyingPass(exhibit, () => recordAltered(deps, exhibit, actor))
  whole.once('error', (error) => pass.destroy(error))
  pass.once('close', () => whole.destroy())
  return whole.pipe(pass)
}
