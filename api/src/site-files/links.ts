import { canonicalJson } from '@sightline/infra/platform/canonical-json'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Tx } from '../database/client.ts'
import type { AlertStep, SiteFile, SiteRecord } from '../generated/client.ts'

/** What files and on-site records of an alert hang on: each names the hash of the one before, in one line for each alert. */
export interface Place {
  readonly sequence: number
  readonly previous: string | null
}

export type FileRow = Omit<SiteFile, 'hash'>
export type RecordRow = Omit<SiteRecord, 'hash'>
export type StepRow = AlertStep
/** The files of a record, by what they are. */
export type Named = Pick<SiteFile, 'id' | 'sha256'>

const at = (date: Date | null): number | null => date?.getTime() ?? null

/** All that the link of a file covers: as the package shows it too. */
export const fileLink = ({ arrivedAt, ...row }: FileRow) => ({
  type: 'file' as const,
  ...row,
  arrivedAt: arrivedAt.getTime(),
})

/** All that the link of an on-site record covers: the step with it, and which files. */
export const recordLink = (row: RecordRow, step: StepRow, files: readonly Named[]) => ({
  type: 'record' as const,
  ...row,
  step: {
    id: step.id,
    alertId: step.alertId,
    kind: step.kind,
    at: step.at.getTime(),
    doneBy: step.doneBy,
    text: step.text,
    documentNumber: step.documentNumber,
    dueAt: at(step.dueAt),
    complied: step.complied,
    recordedAt: step.recordedAt.getTime(),
    recordedById: step.recordedById,
  },
  files: files.map(({ id, sha256 }) => ({ id, sha256 })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
})

export type Link = ReturnType<typeof fileLink> | ReturnType<typeof recordLink>

export const linkHash = (link: Link): string => hashBytes(Buffer.from(canonicalJson(link), 'utf8')).sha256

/** Where the next link of this alert stands; its alert's lock is held. */
export async function nextPlace(tx: Tx, alertId: string): Promise<Place> {
  const last = { where: { alertId }, orderBy: { sequence: 'desc' as const } }
  const select = { sequence: true, hash: true } as const
  const ends = [
    await tx.siteFile.findFirst({ ...last, select }),
    await tx.siteRecord.findFirst({ ...last, select }),
  ].filter((one) => one !== null)
  const end = ends.toSorted((a, b) => b.sequence - a.sequence)[0]
  return { sequence: (end?.sequence ?? 0) + 1, previous: end?.hash ?? null }
}

/** A link as it is stored. */
export interface StoredLink {
  readonly link: Link
  readonly hash: string
  /** Of a file: where its object lies. Null: a record. */
  readonly object: Pick<SiteFile, 'objectKey' | 'versionId'> | null
}

/** Every link of an alert in its order, as the rows are now. */
export async function linksOf(tx: Tx, alertId: string): Promise<StoredLink[]> {
  const files = await tx.siteFile.findMany({ where: { alertId } })
  const records = await tx.siteRecord.findMany({
    where: { alertId },
    include: { step: true, files: { select: { file: { select: { id: true, sha256: true } } } } },
  })
  const ofFiles = files.map(({ hash, ...row }) => {
    const { objectKey, versionId } = row
    return { link: fileLink(row), hash, object: { objectKey, versionId } }
  })
  const ofRecords = records.map(({ hash, step, files: named, ...row }) => ({
    link: recordLink(
      row,
      step,
      named.map(({ file }) => file),
    ),
    hash,
    object: null,
  }))
  return [...ofFiles, ...ofRecords].toSorted((a, b) => a.link.sequence - b.link.sequence)
}

const idOf = (link: Link): string => (link.type === 'file' ? link.id : link.stepId)

/**
 * Links that are not what they were: a row whose hash is another, which does not follow the one before, of which the audit
 * trail (`told`) does not know, or which it knows and which is gone. By the id of the file or step.
 */
export function brokenLinks(
  links: readonly StoredLink[],
  told: ReadonlyMap<string, string>,
): readonly string[] {
  const broken = links.filter(({ link, hash }, i) => {
    const before = links[i - 1]
    // By the trail: a row that was changed is named alone, and not the one after it.
    const previous = before ? (told.get(idOf(before.link)) ?? before.hash) : null
    const follows = link.sequence === i + 1 && link.previous === previous
    return linkHash(link) !== hash || !follows || told.get(idOf(link)) !== hash
  })
  const there = new Set(links.map(({ link }) => idOf(link)))
  const gone = [...told.keys()].filter((id) => !there.has(id))
  return [...broken.map(({ link }) => idOf(link)), ...gone]
}

/** What the audit trail says of the links of an alert: the hash of each by the id of its file or step. */
export async function toldLinks(tx: Tx, alertId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.auditEntry.findMany({
    where: { subject: `alert/${alertId}`, action: { in: ['step.file_received', 'step.recorded'] } },
    select: { facts: true },
  })
  return new Map(
    rows.flatMap(({ facts }): [string, string][] => {
      const { siteFile, step, siteHash } = facts as Record<string, unknown>
      const id = siteFile ?? step
      return typeof id === 'string' && typeof siteHash === 'string' ? [[id, siteHash]] : []
    }),
  )
}

/** Ids of files and steps of these alerts that are recorded otherwise than they were; empty: all holds. */
export async function changedOnSite(tx: Tx, alertIds: readonly string[]): Promise<string[]> {
  const changed: string[] = []
  for (const id of new Set(alertIds))
    changed.push(...brokenLinks(await linksOf(tx, id), await toldLinks(tx, id)))
  return changed
}
