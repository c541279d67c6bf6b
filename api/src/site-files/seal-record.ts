import type { NewSiteRecord } from '../../contract/site-files.ts'
import { mostSiteBytes, secondOfficerFailure } from '../../law/on-site-record.ts'
import type { Tx } from '../database/client.ts'
import type { AlertStep } from '../generated/client.ts'
import type { Caller } from '../http/caller.ts'
import { isRecusedFrom } from '../recusals/guard.ts'
import { refuse, Refusal } from '../refusal.ts'
import { linkHash, nextPlace, recordLink } from './links.ts'

/** Nothing was brought. */
const nothing: NewSiteRecord = {
  files: [],
  secondOfficerId: null,
  personsPresent: '',
  position: null,
  noPictureReason: '',
}

/** Only what its recorder brought to this very alert is attached: nobody answers for another's pictures. */
async function ownFiles(tx: Tx, step: AlertStep, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  const { alertId, recordedById: uploadedById } = step
  const files = await tx.siteFile.findMany({
    where: { id: { in: wanted }, alertId, uploadedById },
    select: { id: true, sha256: true, bytes: true },
  })
  const unknown = wanted.filter((id) => !files.some((file) => file.id === id))
  if (unknown.length === 0) return files
  const problems = [{ path: 'site.files', message: 'files that you brought to this alert' }]
  throw new Refusal('site_files_unknown', { why: 'not_yours', files: unknown }, problems)
}

/** All that is recorded of an alert goes into one package. */
async function refuseTogether(
  tx: Tx,
  alertId: string,
  added: readonly { id: string; bytes: number }[],
): Promise<void> {
  const ids = added.map(({ id }) => id)
  const before = await tx.siteFile.aggregate({
    where: { alertId, id: { notIn: ids }, records: { some: {} } },
    _sum: { bytes: true },
  })
  const bytes = added.reduce((sum, file) => sum + file.bytes, before._sum.bytes ?? 0)
  if (bytes <= mostSiteBytes) return
  const problems = [{ path: 'site.files', message: `at most ${mostSiteBytes} bytes of one alert` }]
  throw new Refusal('site_file_too_large', { bytes, maxBytes: mostSiteBytes }, problems)
}

async function secondOfficer(
  tx: Tx,
  { step, place }: { readonly step: AlertStep; readonly place: string },
  id: string | null,
) {
  if (id === null) return null
  const person = await tx.person.findUnique({ where: { id } })
  const validUntil = person?.certificateUntil?.getTime() ?? null
  const named = person && {
    id,
    isOfficer: person.role === 'officer',
    isRecused: await isRecusedFrom(tx, { alertId: step.alertId, personId: id }),
    certificate: validUntil === null ? null : { validUntil, region: person.certificateRegion },
  }
  refuse(secondOfficerFailure(named, { recorderId: step.recordedById, at: step.at.getTime(), place }))
  return person
}

/**
 * Seals a step that was taken on site with what was brought from there: from now on neither changes. Within the transaction of the
 * step, under its alert's lock. Answers what the trail keeps of it.
 */
export async function sealRecord(
  tx: Tx,
  {
    step,
    site,
    place,
  }: { readonly step: AlertStep; readonly site: NewSiteRecord | null; readonly place: string },
  { person }: Pick<Caller, 'person'>,
) {
  const { files: ids, secondOfficerId, personsPresent, position, noPictureReason } = site ?? nothing
  const files = await ownFiles(tx, step, ids)
  await refuseTogether(tx, step.alertId, files)
  const second = await secondOfficer(tx, { step, place }, secondOfficerId)
  const { id: stepId, alertId } = step
  const row = {
    stepId,
    alertId,
    certificateNumber: person.certificate?.number ?? null,
    secondOfficerId,
    secondCertificateNumber: second?.certificateNumber ?? null,
    personsPresent,
    lat: position?.lat ?? null,
    lon: position?.lon ?? null,
    accuracyM: position?.accuracyM ?? null,
    positionOrigin: position?.origin ?? null,
    noPictureReason,
    ...(await nextPlace(tx, alertId)),
  }
  const hash = linkHash(recordLink(row, step, files))
  await tx.siteRecord.create({ data: { ...row, hash } })
  await tx.siteRecordFile.createMany({ data: files.map(({ id }) => ({ stepId, fileId: id })) })
  return {
    siteHash: hash,
    siteFiles: files.map(({ id }) => id),
    ...(second ? { secondOfficer: second.id } : {}),
  }
}
