import sharp from 'sharp'
import { CodedError } from '@sightline/infra/platform/error'
import type { Objects } from '@sightline/infra/platform/objects'
import { partOf, type Manifest } from '../../contract/dossier.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import type { Deps } from '../deps.ts'
import { invalid } from './invalid.ts'

export interface MeasureDeps {
  readonly db: Deps['db']
  readonly objects: Pick<Objects, 'readAll'>
}

interface Place {
  readonly key: string
  readonly versionId: string | null
}

/** Where the still with these bytes lies: it came with this list, or with the first part that it follows. */
async function placeOf(
  { db }: MeasureDeps,
  { manifest, submitted }: { readonly manifest: Manifest; readonly submitted: DossierSubmitted },
  sha256: string,
): Promise<Place | null> {
  const { findingId, stage } = manifest
  const listed = manifest.exhibits.find((one) => one.role === 'still' && one.sha256 === sha256)
  if (listed) return submitted.objects.find(({ name }) => name === listed.name) ?? null
  if (partOf(manifest) !== 'supplement') return null
  const first = await db.dossier.findUnique({
    where: { findingId_stage_part: { findingId, stage, part: 'first' } },
    select: { exhibits: { where: { sha256, role: 'still' } } },
  })
  if (!first) throw new CodedError('dossier_waits_for_first', { findingId, stage })
  const [row] = first.exhibits
  return row ? { key: row.objectKey, versionId: row.versionId } : null
}

/** What the stored bytes say of their size; null: they are no picture. */
async function sizeOf({ objects }: MeasureDeps, { key, versionId }: Place) {
  const bytes = await objects.readAll(key, versionId)
  return sharp(bytes)
    .metadata()
    .then(
      ({ width, height }) => ({ width, height }),
      () => null,
    )
}

/**
 * Measures are of stills that are sealed, and as large as those are: worked out anew from the stored bytes
 * (`measures_contradict`); of a first part that is not here yet: `dossier_waits_for_first`. How large and how sharp the accused thing is in them is the worker's word, signed: whoever doubts it
 * works it out from the same still and trace.
 */
export async function refuseFalseMeasures(
  deps: MeasureDeps,
  submission: { readonly manifest: Manifest; readonly submitted: DossierSubmitted },
): Promise<void> {
  for (const { sha256, widthPx, heightPx, targetPx } of submission.manifest.measures?.pictures ?? []) {
    const place = await placeOf(deps, submission, sha256)
    const size = place && (await sizeOf(deps, place))
    const isSame = size?.width === widthPx && size.height === heightPx
    if (!isSame || targetPx > Math.min(widthPx, heightPx)) throw invalid('measures_contradict', { sha256 })
  }
}

/** A still of a recording that came with it shows one of its pictures: another time is not taken. */
export function refuseFalseMoments({ exhibits }: Manifest): void {
  for (const still of exhibits.filter(({ role }) => role === 'still')) {
    const fragments = exhibits.find(({ name }) => name === still.of)?.fragments
    if (fragments && !fragments.some(({ at }) => at === still.at))
      throw invalid('times_contradict', { exhibit: still.name, at: still.at })
  }
}
