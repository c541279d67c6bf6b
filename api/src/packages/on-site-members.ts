import type { Tx } from '../database/client.ts'
import { Refusal } from '../refusal.ts'
import { brokenLinks, linksOf, toldLinks, type StoredLink } from '../site-files/links.ts'
import type { StepView } from '../steps/store.ts'

/** A file from the place, as it lies in the store. */
export interface PackedFile {
  readonly id: string
  readonly alertId: string
  readonly objectKey: string
  readonly versionId: string | null
  readonly bytes: number
  readonly sha256: string
}

/** What a package holds of on-site records: every link up to the last of a step in it, and the files of those steps. */
export interface OnSite {
  readonly links: readonly StoredLink[]
  readonly files: readonly PackedFile[]
  /** Ids of files that went by rule before. */
  readonly expired: readonly string[]
}

/** The links of an alert up to the last record of these steps: what came later is no part of it. */
async function linksUpTo(db: Tx, alertId: string, stepIds: ReadonlySet<string>): Promise<StoredLink[]> {
  const links = await linksOf(db, alertId)
  const altered = brokenLinks(links, await toldLinks(db, alertId))
  if (altered.length > 0) throw new Refusal('site_record_altered', { altered })
  const last = links.findLastIndex(({ link }) => link.type === 'record' && stepIds.has(link.stepId))
  return links.slice(0, last + 1)
}

/** On-site records of these steps. Nothing is packed that is recorded otherwise than it was: `site_record_altered`. */
export async function collectOnSite(db: Tx, steps: readonly StepView[]): Promise<OnSite> {
  const withRecord = steps.filter(({ site }) => site !== null)
  const stepIds = new Set(withRecord.map(({ id }) => id))
  const links: StoredLink[] = []
  for (const alertId of new Set(withRecord.map((step) => step.alertId)))
    links.push(...(await linksUpTo(db, alertId, stepIds)))
  const views = withRecord.flatMap(({ site }) => site?.files ?? [])
  const goneIds = views.filter(({ expiredAt }) => expiredAt !== null).map(({ id }) => id)
  const packedIds = new Set(views.filter(({ expiredAt }) => expiredAt === null).map(({ id }) => id))
  const files = links.flatMap(({ link }) => (link.type === 'file' && packedIds.has(link.id) ? [link] : []))
  return { links, files, expired: [...new Set(goneIds)] }
}

/** Where a file lies in the package: by its id, with the ending of what it is. */
export const nameInPackage = ({ id, objectKey }: Pick<PackedFile, 'id' | 'objectKey'>): string =>
  `on-site/${id}.${objectKey.split('.').at(-1) ?? 'bin'}`

/** `on-site.json`: each link with its hash, so that a verifier works them out anew. */
export const onSiteList = ({ links, expired }: OnSite) => ({
  links: links.map(({ link, hash }) => ({ ...link, hash })),
  expired,
})
