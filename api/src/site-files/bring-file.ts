import type { Readable } from 'node:stream'
import type { Objects } from '@sightline/infra/platform/objects'
import type { Told } from '../../contract/site-files.ts'
import { certificateFailure } from '../../law/certificate.ts'
import { mostSiteFiles } from '../../law/on-site-record.ts'
import { unconfirmedFailure } from '../../law/opened.ts'
import { openStatuses, type AlertStatus } from '../../law/statuses.ts'
import { lockAlert } from '../alerts/store.ts'
import { appendAudit } from '../audit/append.ts'
import type { Tx } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../http/caller.ts'
import { found, refuse, Refusal } from '../refusal.ts'
import { fileLink, linkHash, nextPlace } from './links.ts'
import { lookInto } from './look-into.ts'
import { refuseFile, withReceivedFile, type ReceivedFile, type SiteLimits } from './receive-file.ts'
import { fileInclude, placesOf, toSiteFile, type FileWithExpiry, type SiteFileView } from './store.ts'
import { regionAt } from '../units/region-at.ts'

export interface SiteDeps extends Deps {
  readonly objects: Objects
  readonly siteLimits: SiteLimits
  /** Of where its sources are, a code of administrative divisions; empty: not told. */
  readonly regionCode: string
}

export interface Bringing {
  readonly alertId: string
  /** As its sender calls it. */
  readonly name: string
  readonly body: Readable
  /** Content-Length; 0 where the sender does not say. */
  readonly announced: number
}

/** What is taken on site is proved by who shows a certificate in date (art. 42), of what people are still at work on. */
function refuseUnfit(
  { status }: { readonly status: AlertStatus },
  { person }: Caller,
  when: { readonly at: number; readonly place: string },
): void {
  refuse(certificateFailure(person.certificate, when))
  refuse(unconfirmedFailure({ status }, 'inspection'))
  if (!openStatuses.includes(status))
    throw new Refusal('alert_action_refused', { status, action: 'inspection' })
}

/** Of one officer at one alert, files that no step has: they shall not fill the store. */
async function refuseMany(tx: Tx, alertId: string, uploadedById: string): Promise<void> {
  const waiting = await tx.siteFile.count({ where: { alertId, uploadedById, records: { none: {} } } })
  if (waiting >= mostSiteFiles)
    throw new Refusal('site_files_unknown', { why: 'too_many', most: mostSiteFiles })
}

interface Arrived {
  readonly file: ReceivedFile
  readonly told: Told
  readonly objectKey: string
  readonly versionId: string | null
}

/** Row and audit row of a file whose object is stored; the same bytes of the same officer are the file they were before. */
async function record(
  deps: SiteDeps,
  { alertId, name, arrived }: { alertId: string; name: string; arrived: Arrived },
  caller: Caller,
): Promise<FileWithExpiry> {
  const { db, now, newId } = deps
  const { file, told, objectKey, versionId } = arrived
  const { sha256, sm3, bytes, kind, mime } = file
  const uploadedById = caller.person.id
  return db.$transaction(async (tx) => {
    const alert = await lockAlert(tx, alertId, caller.person.id)
    const at = now()
    refuseUnfit(alert, caller, { at, place: await regionAt(tx, { ...deps, unitId: alert.unitId }) })
    const same = { alertId_uploadedById_sha256: { alertId, uploadedById, sha256 } }
    const before = await tx.siteFile.findUnique({ where: same, include: fileInclude })
    if (before) return before
    await refuseMany(tx, alertId, uploadedById)
    const of = { id: newId(), alertId, kind, name, mime, bytes, sha256, sm3, objectKey, versionId }
    const whence = { arrivedAt: new Date(at), uploadedById, address: caller.address }
    const row = { ...of, told, ...whence, ...(await nextPlace(tx, alertId)) }
    const hash = linkHash(fileLink(row))
    const made = await tx.siteFile.create({ data: { ...row, hash }, include: fileInclude })
    const facts = { siteFile: row.id, kind, bytes, sha256, sm3, siteHash: hash, address: caller.address }
    const entry = { at, actor: uploadedById, subject: `alert/${alertId}` }
    await appendAudit(tx, [{ ...entry, action: 'step.file_received', facts }])
    return made
  })
}

/**
 * Takes in a file from a place: hashed while it arrives, looked into, stored as an exhibit is, then recorded. Refused before a byte is
 * read where no step may be recorded. What is cut off, or ends between store and record, counts for nothing.
 */
export async function bringFile(
  deps: SiteDeps,
  { alertId, name, body, announced }: Bringing,
  caller: Caller,
): Promise<SiteFileView> {
  const { db, objects, siteLimits: limits, now } = deps
  const alert = found(await db.alert.findUnique({ where: { id: alertId } }), 'alert')
  refuseUnfit(alert, caller, { at: now(), place: await regionAt(db, { ...deps, unitId: alert.unitId }) })
  const row = await withReceivedFile({ body, announced, limits }, async (file) => {
    const told = await lookInto(file.kind, file)
    if (typeof told === 'string') refuseFile(told)
    const { sha256, bytes, mime, ending, path } = file
    const objectKey = `dossiers/${alert.findingId}/on-site/${sha256}.${ending}`
    const { versionId } = await objects.put(objectKey, { path }, { sha256, bytes, mime })
    return record(deps, { alertId, name, arrived: { file, told, objectKey, versionId } }, caller)
  })
  const source = (await placesOf(db, [alert.sourceId])).get(alert.sourceId) ?? null
  return toSiteFile(row, { stepAt: null, openedAt: alert.openedAt.getTime(), source })
}
