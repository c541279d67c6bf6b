import type { Readable } from 'node:stream'
import { appendAudit } from '../audit/append.ts'
import { readsBlind } from '../alerts/machine-plate.ts'
import { isUniqueConflict } from '../database/conflict.ts'
import type { Prisma } from '../generated/client.ts'
import { verifyingPass, type ServeDeps } from '../exhibits/serve.ts'
import type { Range } from '../exhibits/range.ts'
import { isServedEnough, servedSchema, unionOf, type Served } from '../exhibits/served-bytes.ts'
import type { Caller } from '../http/caller.ts'
import { expiredRefusal } from '../keeping/expired.ts'
import { found, Refusal } from '../refusal.ts'

const include = {
  expiry: true,
  records: { select: { stepId: true } },
  alert: { include: { reviews: true } },
} satisfies Prisma.SiteFileInclude
export type FoundFile = Prisma.SiteFileGetPayload<{ include: typeof include }>

/** Who may still type the plate blind does not see what another brought: a photograph of the place may show the plate. */
function isWithheld({ alert, uploadedById }: FoundFile, { person, permissions }: Caller): boolean {
  const reviews = alert.reviews.filter(({ round }) => round === alert.round)
  return uploadedById !== person.id && readsBlind({ ...alert, reviews, permissions, personId: person.id })
}

/**
 * The file for this person. Of no step yet it is its bringer's alone. Refusals: `not_found`, `site_file_withheld` (in the trail),
 * `exhibit_expired`.
 */
export async function findSiteFile(deps: ServeDeps, id: string, caller: Caller): Promise<FoundFile> {
  const { db, now } = deps
  const file = found(await db.siteFile.findUnique({ where: { id }, include }), 'site file')
  const { id: actor } = caller.person
  if (file.records.length === 0 && file.uploadedById !== actor)
    throw new Refusal('not_found', { what: 'site file' })
  if (isWithheld(file, caller)) {
    const entry = { at: now(), actor, action: 'exhibit.withheld' as const, subject: `alert/${file.alertId}` }
    const facts = { siteFile: id, address: caller.address }
    await db.$transaction((tx) => appendAudit(tx, [{ ...entry, facts }]))
    throw new Refusal('site_file_withheld', { id })
  }
  if (file.expiry) throw expiredRefusal(id, file.expiry)
  return file
}

const subjectOf = ({ alertId }: FoundFile): string => `alert/${alertId}`

/** Records who was served what: once per file, person and session, as of any exhibit. */
export async function recordServed({ db, now }: ServeDeps, file: FoundFile, caller: Caller): Promise<void> {
  const key = { fileId: file.id, personId: caller.person.id, sessionId: caller.sessionId }
  if (await db.siteFileAccess.findUnique({ where: { fileId_personId_sessionId: key } })) return
  const at = now()
  const facts = { siteFile: file.id, address: caller.address }
  const entry = {
    at,
    actor: key.personId,
    action: 'exhibit.served' as const,
    subject: subjectOf(file),
    facts,
  }
  try {
    await db.$transaction(async (tx) => {
      await tx.siteFileAccess.create({ data: { ...key, servedAt: new Date(at) } })
      await appendAudit(tx, [entry])
    })
  } catch (error) {
    if (!isUniqueConflict(error)) throw error
  }
}

/** Adds to what this person was served of the file in this session. */
export async function keepServed(
  { db }: Pick<ServeDeps, 'db'>,
  { file, caller, served }: { file: FoundFile; caller: Caller; served: Served },
): Promise<void> {
  if (served.length === 0) return
  const [fileId, personId, sessionId] = [file.id, caller.person.id, caller.sessionId]
  const where = { fileId_personId_sessionId: { fileId, personId, sessionId } }
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM site_file_access WHERE file_id = ${fileId} AND person_id = ${personId} AND session_id = ${sessionId} FOR UPDATE`
    const row = await tx.siteFileAccess.findUniqueOrThrow({ where })
    const union = unionOf([...servedSchema.parse(row.served), ...served])
    await tx.siteFileAccess.update({ where, data: { served: union } })
  })
}

/** As much as of an exhibit is asked of what it is like. */
const likeRole = { photo: 'still', video: 'segment', scan: 'still' } as const

/** The file was shown on this person's screen: only what was served to the same person can have been. */
export async function recordOpened({ db, now }: ServeDeps, file: FoundFile, caller: Caller): Promise<void> {
  const [at, personId] = [now(), caller.person.id]
  await db.$transaction(async (tx) => {
    const accesses = await tx.siteFileAccess.findMany({
      where: { fileId: file.id, personId },
      orderBy: { servedAt: 'desc' },
    })
    if (accesses.some((access) => access.openedAt !== null)) return
    const [newest] = accesses
    const kept = accesses.flatMap(({ served }) => servedSchema.parse(served))
    if (!newest || !isServedEnough(kept, { bytes: file.bytes, role: likeRole[file.kind] }))
      throw new Refusal('alert_frames_unseen', { unseen: [file.id] })
    const { fileId, sessionId } = newest
    await tx.siteFileAccess.update({
      where: { fileId_personId_sessionId: { fileId, personId, sessionId } },
      data: { openedAt: new Date(at) },
    })
    const facts = { siteFile: file.id, address: caller.address }
    const entry = { at, actor: personId, action: 'exhibit.opened' as const, subject: subjectOf(file), facts }
    await appendAudit(tx, [entry])
  })
}

type Stored = Pick<FoundFile, 'id' | 'alertId' | 'objectKey' | 'versionId' | 'sha256'>

/** Says that stored bytes are not what arrived. */
async function recordAltered({ db, now, log }: ServeDeps, file: Stored, actor: string): Promise<void> {
  log.error({ siteFile: file.id }, 'a stored file of an on-site record is not what arrived')
  const entry = { at: now(), actor, action: 'exhibit.altered' as const, subject: `alert/${file.alertId}` }
  const facts = { siteFile: file.id, sha256: file.sha256 }
  await db.$transaction((tx) => appendAudit(tx, [{ ...entry, facts }]))
}

/** The stored bytes, checked against the record on the way. */
export async function openWhole(deps: ServeDeps, file: Stored, actor: string): Promise<Readable> {
  const whole = await deps.objects.get(file.objectKey, { versionId: file.versionId })
  const pass = verifyingPass({ name: file.id, sha256: file.sha256 }, () => recordAltered(deps, file, actor))
  whole.once('error', (error) => pass.destroy(error))
  pass.once('close', () => whole.destroy())
  return whole.pipe(pass)
}

/** A part of the stored bytes, when the whole is found to be what arrived; else `ev_hash`, and it is recorded. */
export async function openPart(
  deps: ServeDeps & { readonly isAsSealed: (file: Stored) => Promise<boolean> },
  { file, actor, range }: { file: Stored; actor: string; range: Range },
): Promise<Readable> {
  const part = await deps.objects.get(file.objectKey, { versionId: file.versionId, range })
  try {
    if (await deps.isAsSealed(file)) return part
    await recordAltered(deps, file, actor)
    throw new Refusal('ev_hash', { altered: [file.id] })
  } catch (error) {
    part.destroy()
    throw error
  }
}
