import type { z } from 'zod'
import { positionSchema } from '../../contract/geometry.ts'
import { toldSchema, type siteFileSchema, type siteRecordSchema } from '../../contract/site-files.ts'
import { isFar, siteNotesOf, type KnownHere, type Place } from '../../law/on-site-record.ts'
import type { Tx } from '../database/client.ts'
import { beyondReach } from '../database/reach.ts'
import type { Prisma } from '../generated/client.ts'

export type SiteFileView = z.input<typeof siteFileSchema>
export type SiteRecordView = z.input<typeof siteRecordSchema>

export const fileInclude = { expiry: { select: { at: true } } } satisfies Prisma.SiteFileInclude
export type FileWithExpiry = Prisma.SiteFileGetPayload<{ include: typeof fileInclude }>

export const recordInclude = {
  secondOfficer: { select: { name: true } },
  files: { include: { file: { include: fileInclude } } },
} satisfies Prisma.SiteRecordInclude
export type FullRecord = Prisma.SiteRecordGetPayload<{ include: typeof recordInclude }>

/** Where a source is registered to stand; null: nobody wrote it down. */
export async function placesOf(tx: Tx, sourceIds: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  const rows = await beyondReach(() =>
    tx.source.findMany({
      where: { id: { in: [...new Set(sourceIds)] } },
      select: { id: true, position: true },
    }),
  )
  return new Map(
    rows.flatMap(({ id, position }): [string, Place][] => {
      const place = positionSchema.safeParse(position)
      return place.success ? [[id, { lat: place.data.lat, lon: place.data.lon }]] : []
    }),
  )
}

/** A file as people see it, with what it says of itself held against what is known here. */
export function toSiteFile(row: FileWithExpiry, known: Omit<KnownHere, 'arrivedAt'>): SiteFileView {
  const told = toldSchema.parse(row.told)
  const arrivedAt = row.arrivedAt.getTime()
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    mime: row.mime,
    bytes: row.bytes,
    sha256: row.sha256,
    sm3: row.sm3,
    arrivedAt,
    told,
    notes: siteNotesOf(told, { ...known, arrivedAt }),
    expiredAt: row.expiry?.at.getTime() ?? null,
  }
}

const positionOf = ({ lat, lon, accuracyM, positionOrigin: origin }: FullRecord) =>
  lat === null || lon === null || origin === null ? null : { lat, lon, accuracyM, origin }

/** An on-site record as people see it, whole. */
export function toSiteRecord(row: FullRecord, known: Omit<KnownHere, 'arrivedAt'>): SiteRecordView {
  const position = positionOf(row)
  const files = row.files.map(({ file }) => file).toSorted((a, b) => a.sequence - b.sequence)
  return {
    files: files.map((file) => toSiteFile(file, known)),
    secondOfficer: row.secondOfficer && {
      name: row.secondOfficer.name,
      certificate: row.secondCertificateNumber,
    },
    personsPresent: row.personsPresent,
    position,
    isFarFromSource: isFar(position, known.source),
    noPictureReason: row.noPictureReason,
  }
}

/** Of these files, those that this person had on screen. */
export async function openedBy(tx: Tx, personId: string, fileIds: readonly string[]): Promise<string[]> {
  if (fileIds.length === 0) return []
  const rows = await tx.siteFileAccess.findMany({
    where: { personId, fileId: { in: [...fileIds] }, openedAt: { not: null } },
    select: { fileId: true },
    distinct: ['fileId'],
  })
  return rows.map(({ fileId }) => fileId)
}
