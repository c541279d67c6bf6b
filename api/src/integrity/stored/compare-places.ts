import type { Listed } from '@sightline/infra/platform/objects'
import type { StoreProblem } from './store-report.ts'

/** An exhibit as it is recorded. */
export interface RecordedPlace {
  readonly objectKey: string
  readonly versionId: string | null
  readonly bytes: number
  readonly isExpired: boolean
}

export interface Compared {
  readonly recorded: readonly RecordedPlace[]
  /** Folders of the dossiers that were taken in: `dossiers/<finding>/<stage>/`. */
  readonly folders: readonly string[]
  /** Keys of manifests, signatures and public keys: of these any one version is its dossier's. */
  readonly sealKeys: ReadonlySet<string>
  readonly listed: readonly Listed[]
  readonly now: number
  /** Whether sizes are compared as well. */
  readonly withSizes: boolean
}
interface Found {
  readonly code: StoreProblem
  readonly key: string
  readonly versionId: string | null
}

/** A dossier on its way lies here before its job is taken in. */
const onItsWayMs = 3_600_000

const placeName = (key: string, versionId: string | null): string => JSON.stringify([key, versionId])

/** The oldest version of each seal is the one that was put with its dossier. */
function ownSeals({ listed, sealKeys }: Compared): Set<string> {
  const oldest = new Map<string, Listed>()
  for (const one of listed) {
    const known = oldest.get(one.key)
    if (!one.isMark && sealKeys.has(one.key) && (!known || one.at <= known.at)) oldest.set(one.key, one)
  }
  return new Set([...oldest.values()].map(({ key, versionId }) => placeName(key, versionId)))
}

function unnamed(compared: Compared, named: ReadonlySet<string>): Found[] {
  const seals = ownSeals(compared)
  const { folders, listed, now } = compared
  return listed.flatMap(({ key, versionId, at, isMark }): Found[] => {
    const place = placeName(key, versionId)
    if (isMark) return [{ code: 'marked', key, versionId }]
    if (named.has(place) || seals.has(place)) return []
    if (folders.some((folder) => key.startsWith(folder))) return [{ code: 'foreign', key, versionId }]
    return now - at < onItsWayMs ? [] : [{ code: 'unclaimed', key, versionId }]
  })
}

/** What lies below a finding against what is recorded of it, by names and sizes; each dossier has its seals. */
export function comparePlaces(compared: Compared): readonly Found[] {
  const { recorded, listed, withSizes } = compared
  const there = new Map(
    listed.filter(({ isMark }) => !isMark).map((one) => [placeName(one.key, one.versionId), one]),
  )
  const named = new Set(recorded.map(({ objectKey, versionId }) => placeName(objectKey, versionId)))
  const ofRecords = recorded.flatMap(({ objectKey: key, versionId, bytes, isExpired }): Found[] => {
    const object = there.get(placeName(key, versionId))
    if (!object) return isExpired ? [] : [{ code: 'missing', key, versionId }]
    if (isExpired) return [{ code: 'undeleted', key, versionId }]
    return withSizes && object.bytes !== bytes ? [{ code: 'altered', key, versionId }] : []
  })
  const seals = [...compared.sealKeys].filter((key) => !listed.some((one) => !one.isMark && one.key === key))
  const lost = seals.map((key): Found => ({ code: 'missing', key, versionId: null }))
  return [...ofRecords, ...lost, ...unnamed(compared, named)]
}
