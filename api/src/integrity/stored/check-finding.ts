import { CodedError } from '@sightline/infra/platform/error'
import { hashBytes } from '@sightline/infra/platform/hash'
import type { Listed, Objects } from '@sightline/infra/platform/objects'
import {
  keepingOf,
  lockSteps,
  wasByRule,
  type KeepingFacts,
  type KeepingTerms,
} from '../../../law/keeping.ts'
import type { Deps } from '../../deps.ts'
import { changedSince, sealedInclude } from '../../dossiers/sealed-hashes.ts'
import { isAsSealed } from '../../exhibits/check-stored.ts'
import type { Prisma } from '../../generated/client.ts'
import { keepingFacts } from '../../keeping/keeping-facts.ts'
import { isSeal } from '../../keeping/settle.ts'
import { brokenLinks, linksOf, toldLinks } from '../../site-files/links.ts'
import { areMeasuresTrue } from './check-measures.ts'
import { soundPapers } from './check-papers.ts'
import { comparePlaces } from './compare-places.ts'
import type { StoreReport } from './store-report.ts'

export const depths = ['presence', 'size', 'hash', 'measures'] as const
export type Depth = (typeof depths)[number]

export interface CheckDeps extends Pick<Deps, 'db' | 'now'> {
  readonly objects: Pick<Objects, 'list' | 'get' | 'stat' | 'readAll' | 'lockOf' | 'canLock'>
  readonly keepingTerms: KeepingTerms
  readonly depth: Depth
  readonly report: StoreReport
}

export const checkedInclude = {
  dossiers: { include: { ...sealedInclude, exhibits: { include: { expiry: true } } } },
  alert: { select: { id: true, siteFiles: { include: { expiry: true } } } },
} satisfies Prisma.FindingInclude
export type CheckedFinding = Prisma.FindingGetPayload<{ include: typeof checkedInclude }>
type DossierRow = CheckedFinding['dossiers'][number]
type ExhibitRow = DossierRow['exhibits'][number]
type SiteFileRow = NonNullable<CheckedFinding['alert']>['siteFiles'][number]
/** What lies in the store by a row of its own. */
type StoredRow = ExhibitRow | SiteFileRow

const folderOf = ({ findingId, stage, part }: DossierRow): string =>
  `dossiers/${findingId}/${part === 'whole' ? stage : `${stage}-${part}`}/`

/** What lies beside the exhibits of a dossier, by what is recorded of it. */
const sealsOf = (dossier: DossierRow) => [
  { key: `${folderOf(dossier)}manifest.json`, text: dossier.manifest },
  { key: `${folderOf(dossier)}manifest.sig`, text: dossier.signature },
  { key: `${folderOf(dossier)}public-key.pem`, text: dossier.key.publicKeyPem },
]

type Place = Pick<ExhibitRow, 'objectKey' | 'versionId'>
type Tell = (
  code: Parameters<StoreReport['tell']>[0]['code'],
  place: Pick<ExhibitRow, 'objectKey' | 'versionId'>,
) => void

/** Records against the manifests that were signed: a row that was changed names another object or another hash. */
function tellChangedRows(dossiers: readonly DossierRow[], tell: Tell): void {
  for (const dossier of dossiers)
    for (const name of changedSince(dossier)) {
      const row = dossier.exhibits.find((one) => one.name === name)
      tell('altered', row ?? { objectKey: `${folderOf(dossier)}${name}`, versionId: null })
    }
}

/** Files from the place and on-site records against their chain, and against what the trail knows of it. */
async function tellChangedSite({ db }: CheckDeps, { id, alert }: CheckedFinding, tell: Tell): Promise<void> {
  if (!alert) return
  const changed = brokenLinks(await linksOf(db, alert.id), await toldLinks(db, alert.id))
  for (const one of changed) {
    const file = alert.siteFiles.find((row) => row.id === one)
    tell('altered', file ?? { objectKey: `dossiers/${id}/on-site/record-${one}`, versionId: null })
  }
}

/** A record of removal that no rule explains, or that the trail does not know of. */
async function tellWronglyGone(
  { db }: CheckDeps,
  finding: CheckedFinding,
  { expired, facts, tell }: { expired: readonly StoredRow[]; facts: KeepingFacts; tell: Tell },
): Promise<void> {
  if (expired.length === 0) return
  const subjects = [`finding/${finding.id}`, ...(finding.alert ? [`alert/${finding.alert.id}`] : [])]
  const audited = await db.auditEntry.count({
    where: { subject: { in: subjects }, action: 'exhibits.expired' },
  })
  for (const exhibit of expired) {
    const { expiry } = exhibit
    if (!expiry) continue
    const { class: is, days, at, keptUntil } = expiry
    const recorded = { class: is, days, at: at.getTime(), keptUntil: keptUntil.getTime() }
    if (audited === 0 || !wasByRule(recorded, facts)) tell('wrongly_gone', exhibit)
  }
}

async function tellUnlocked(
  { objects, keepingTerms }: CheckDeps,
  { kept, facts, tell }: { kept: readonly Place[]; facts: KeepingFacts; tell: Tell },
): Promise<void> {
  if (!objects.canLock) return
  const keeping = keepingOf(facts, keepingTerms)
  for (const exhibit of kept) {
    const lock = await objects.lockOf(exhibit.objectKey, exhibit.versionId)
    const steps = lockSteps(keeping, lock, false)
    if (steps.retainUntil !== undefined || steps.hold === true) tell('unlocked', exhibit)
  }
}

async function isText(
  { objects }: CheckDeps,
  { key, versionId, text }: { key: string; versionId: string | null; text: string },
): Promise<boolean> {
  try {
    const { sha256 } = hashBytes(await objects.readAll(key, versionId))
    return sha256 === hashBytes(Buffer.from(text, 'utf8')).sha256
  } catch (error) {
    if (error instanceof CodedError && error.code === 'object_not_found') return false
    throw error
  }
}

/** Every byte, of exhibits and of what was sealed beside them. */
async function tellAlteredBytes(deps: CheckDeps, { kept, seals, listed, tell }: Bytes): Promise<void> {
  for (const one of kept) if (!(await isAsSealed(deps.objects, one))) tell('altered', one)
  const texts = new Map(seals.map(({ key, text }) => [key, text]))
  for (const { key, versionId, isMark } of listed) {
    const text = isMark ? undefined : texts.get(key)
    if (text !== undefined && !(await isText(deps, { key, versionId, text })))
      tell('altered', { objectKey: key, versionId })
  }
}

/** What cannot be worked out anew from the stills, by the manifest that says it. */
async function tellFalseMeasures({ objects }: CheckDeps, finding: CheckedFinding, tell: Tell): Promise<void> {
  for (const dossier of finding.dossiers)
    if ((await areMeasuresTrue(objects, dossier, finding)) === false)
      tell('measures_contradict', { objectKey: `${folderOf(dossier)}manifest.json`, versionId: null })
}

interface Bytes {
  readonly kept: readonly StoredRow[]
  readonly seals: readonly { readonly key: string; readonly text: string }[]
  readonly listed: readonly Listed[]
  readonly tell: Tell
}

async function listedBelow({ objects }: CheckDeps, findingId: string): Promise<Listed[]> {
  const listed: Listed[] = []
  for await (const one of objects.list(`dossiers/${findingId}/`, { withMarks: true })) listed.push(one)
  return listed
}

const isAt =
  ({ objectKey, versionId }: StoredRow) =>
  (one: Listed): boolean =>
    !one.isMark && one.key === objectKey && one.versionId === versionId

/** Holds what lies below one finding against what is recorded of it, as deep as asked. */
export async function checkFinding(deps: CheckDeps, finding: CheckedFinding): Promise<void> {
  const { db, depth, report, now } = deps
  const { id: findingId, dossiers } = finding
  const siteFiles = finding.alert?.siteFiles ?? []
  const exhibits: StoredRow[] = [...dossiers.flatMap((dossier) => dossier.exhibits), ...siteFiles]
  const seals = dossiers.flatMap(sealsOf)
  const tell: Tell = (code, { objectKey: key, versionId }) => report.tell({ code, findingId, key, versionId })
  const listed = await listedBelow(deps, findingId)
  const found = comparePlaces({
    recorded: exhibits.map((one) => ({ ...one, isExpired: one.expiry !== null })),
    // Of what people bring the folder is not theirs alone: an upload that was cut off leaves an object there, and no row.
    folders: [...dossiers.map(folderOf), ...siteFiles.map(({ objectKey }) => objectKey)],
    sealKeys: new Set(seals.map(({ key }) => key)),
    listed,
    now: now(),
    withSizes: depth === 'size',
  })
  for (const one of found) report.tell({ ...one, findingId })
  tellChangedRows(dossiers, tell)
  await tellChangedSite(deps, finding, tell)
  const facts = await keepingFacts(db, findingId)
  await tellWronglyGone(deps, finding, { expired: exhibits.filter((one) => one.expiry), facts, tell })
  const isDeep = depth === 'hash' || depth === 'measures'
  const papers = await soundPapers({ ...deps, isDeep }, findingId, tell)
  if (depth === 'presence') return
  const kept = exhibits.filter((one) => !one.expiry && listed.some(isAt(one)))
  const beside = listed.filter(({ key, isMark }) => !isMark && isSeal(key))
  const places = [...kept, ...beside.map(({ key, versionId }) => ({ objectKey: key, versionId })), ...papers]
  await tellUnlocked(deps, { kept: places, facts, tell })
  if (isDeep) await tellAlteredBytes(deps, { kept, seals, listed, tell })
  if (depth === 'measures') await tellFalseMeasures(deps, finding, tell)
}
