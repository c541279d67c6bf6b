import sharp from 'sharp'
import { z } from 'zod'
import { CodedError } from '@sightline/infra/platform/error'
import type { Objects } from '@sightline/infra/platform/objects'
import { partOf, traceSchema, type Manifest } from '../../contract/dossier.ts'
import type { DossierSubmitted } from '../../contract/queues.ts'
import { nearestOwn, shorterSidePx, type OwnFrame } from '../../law/accused-thing.ts'
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
interface Still extends Place {
  readonly at: number
}
interface Submission {
  readonly manifest: Manifest
  readonly submitted: DossierSubmitted
}

/** Where the still with these bytes lies, and of when it is: it came with this list, or with the first part that it follows. */
async function stillOf(
  { db }: MeasureDeps,
  { manifest, submitted }: Submission,
  sha256: string,
): Promise<Still | null> {
  const { findingId, stage } = manifest
  const listed = manifest.exhibits.find((one) => one.role === 'still' && one.sha256 === sha256)
  const place = listed && submitted.objects.find(({ name }) => name === listed.name)
  if (listed) return place ? { ...place, at: listed.at } : null
  if (partOf(manifest) !== 'supplement') return null
  const first = await db.dossier.findUnique({
    where: { findingId_stage_part: { findingId, stage, part: 'first' } },
    select: { exhibits: { where: { sha256, role: 'still' } } },
  })
  if (!first) throw new CodedError('dossier_waits_for_first', { findingId, stage })
  const [row] = first.exhibits
  return row ? { key: row.objectKey, versionId: row.versionId, at: row.at.getTime() } : null
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

const ownSchema = z.object({
  frames: z.array(traceSchema.shape.frames.element.pick({ at: true, own: true })),
})

/** The judged frames by the trace that came with this list, which its worker measured by; null: none came, or it cannot be read. */
async function tracedFrames(
  { objects }: MeasureDeps,
  { manifest, submitted }: Submission,
): Promise<readonly OwnFrame[] | null> {
  const listed = manifest.exhibits.find(({ role, stage }) => role === 'trace' && stage === manifest.stage)
  const place = listed && submitted.objects.find(({ name }) => name === listed.name)
  if (!place) return null
  const text = Buffer.from(await objects.readAll(place.key, place.versionId)).toString('utf8')
  const read = ownSchema.safeParse(jsonOf(text))
  return read.success ? read.data.frames : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** A whole pixel is lost by rounding, by one worker or another. */
const evenPx = 1

/**
 * Measures are of stills that are sealed, as large as those are, and the accused thing in them as large as the trace says: worked out
 * anew from the stored bytes (`measures_contradict`); of a first part that is not here yet: `dossier_waits_for_first`. How sharp
 * they are and how far both views agree is the worker's word, signed: `sightline check --depth measures` works it out from the same stills.
 */
export async function refuseFalseMeasures(deps: MeasureDeps, submission: Submission): Promise<void> {
  const { measures, finding } = submission.manifest
  if (!measures) return
  const frames = await tracedFrames(deps, submission)
  for (const { sha256, widthPx, heightPx, targetPx } of measures.pictures) {
    const still = await stillOf(deps, submission, sha256)
    const size = still && (await sizeOf(deps, still))
    const own = still && frames && (nearestOwn(frames, still.at)?.own ?? finding.box)
    const most = Math.min(widthPx, heightPx)
    const shown = own ? shorterSidePx(own, { widthPx, heightPx }) : null
    const isSame = size?.width === widthPx && size.height === heightPx && targetPx <= most
    if (!isSame || (shown !== null && Math.abs(targetPx - shown) > evenPx))
      throw invalid('measures_contradict', { sha256 })
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
