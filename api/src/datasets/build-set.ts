import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Box } from '@sightline/detectors/geometry/point'
import { hashBytes } from '@sightline/infra/platform/hash'
import { cocoImageSchema, type CocoAnnotation, type CocoImage } from '../../contract/coco.ts'
import {
  hardness,
  leftOutReasons,
  type DatasetCounts,
  type DatasetSet,
  type LeftOutReason,
} from '../../contract/datasets.ts'
import { annotationsOf } from './annotate.ts'
import type { Chosen } from './choose.ts'
import { hiddenOf } from '../hiding/hide.ts'
import { coverIn, type Raster } from '../hiding/mosaic.ts'
import { decodePicture, encodeCrop, encodePicture, type Jpeg } from '../hiding/picture.ts'
import { expiryOfFinding } from '../keeping/expired.ts'
import { readSealedFinding, type ReadDeps, type Sealed, type Still } from '../hiding/read-finding.ts'
import { sightAt, type SightAt } from '../hiding/sight-at.ts'

/** A still, and the persons who were seen in it, 0..1. */
export interface Asked {
  readonly bytes: Uint8Array
  readonly persons: readonly Box[]
}
/** Where faces are in a still, 0..1, of the persons named and of others; null where nobody can tell: the picture is left out. */
export type FindFaces = (still: Asked) => Promise<readonly Box[] | null>

export interface Building {
  readonly dir: string
  readonly set: DatasetSet
  readonly mostBytes: number
  readonly findFaces: FindFaces | null
  readonly signal: AbortSignal
  /** After every finding. */
  readonly onProgress: (done: number) => void
}

export interface Built {
  readonly images: CocoImage[]
  readonly annotations: CocoAnnotation[]
  readonly counts: DatasetCounts
}

/** What is there so far. */
interface State extends Building {
  readonly images: CocoImage[]
  readonly annotations: CocoAnnotation[]
  readonly leftOut: Map<LeftOutReason, number>
  bytes: number
}

const leaveOut = ({ leftOut }: State, reason: LeftOutReason, n = 1): void =>
  void leftOut.set(reason, (leftOut.get(reason) ?? 0) + n)

/** A picture of a finding in which nobody is to be recognised, or why there is none. */
async function hiddenPicture(
  state: State,
  still: Still,
  sight: SightAt,
): Promise<{ raster: Raster; hidden: number } | LeftOutReason> {
  const bytes = await still.read()
  const raster = bytes && (await decodePicture(bytes))
  if (!bytes || !raster) return 'not_readable'
  const persons = sight.seen.filter((one) => one.class === 'person').map(({ box }) => box)
  const faces = state.findFaces ? await state.findFaces({ bytes, persons }) : []
  if (faces === null) return 'not_blurred'
  const { width: widthPx, height: heightPx } = raster
  const shown = state.set === 'plates' ? sight.frame.own : null
  const hidden = hiddenOf({ seen: sight.seen, faces, shown, widthPx, heightPx })
  coverIn(raster, hidden)
  return { raster, hidden: hidden.length }
}

interface Picture {
  readonly finding: Chosen
  readonly sealed: Sealed
  readonly still: Still
  readonly sight: SightAt
  readonly raster: Raster
  readonly hidden: number
}

/** Of a set of objects the whole picture; of a set of plates the accused vehicle alone. */
async function encoded({ set }: State, { raster, still, sight }: Picture): Promise<Jpeg | null> {
  if (set === 'objects') return encodePicture(raster, still.sha256)
  return sight.frame.own ? encodeCrop(raster, sight.frame.own, still.sha256) : null
}

/** Whether so many more bytes are within what was asked for. */
function isRoomFor(state: State, { bytes }: Jpeg): boolean {
  if (state.bytes + bytes.length > state.mostBytes) return false
  state.bytes += bytes.length
  return true
}

async function addPicture(state: State, picture: Picture): Promise<void> {
  const { finding, still, hidden } = picture
  const jpeg = await encoded(state, picture)
  if (!jpeg) return leaveOut(state, 'no_picture')
  if (!isRoomFor(state, jpeg)) return leaveOut(state, 'too_many_bytes')
  const id = state.images.length + 1
  const { sha256 } = hashBytes(jpeg.bytes)
  const name = `${String(id).padStart(6, '0')}-${sha256.slice(0, 16)}.jpg`
  const image = cocoImageSchema.parse({
    id,
    file_name: `images/${name}`,
    width: jpeg.width,
    height: jpeg.height,
    sha256,
    derived_from: { sha256: still.sha256, exhibit: still.name },
    hidden,
    finding_id: finding.id,
    source_id: finding.sourceId,
    captured_at: new Date(still.at).toISOString(),
    checked: false,
  })
  await writeFile(join(state.dir, 'images', name), jpeg.bytes, { flag: 'wx' })
  state.images.push(image)
  await annotate(state, picture, { ...image, name })
}

/** The accused cut out of the picture, its heads and plates hidden as in the whole. */
async function addCrop(
  state: State,
  { raster, sight, still }: Picture,
  name: string,
): Promise<string | null> {
  const { own } = sight.frame
  const crop = state.set === 'objects' && own ? await encodeCrop(raster, own, still.sha256) : null
  if (!crop || !isRoomFor(state, crop)) return null
  await writeFile(join(state.dir, 'crops', name), crop.bytes, { flag: 'wx' })
  return `crops/${name}`
}

async function annotate(
  state: State,
  picture: Picture,
  image: Pick<CocoImage, 'id' | 'width' | 'height'> & { readonly name: string },
): Promise<void> {
  const { finding, sealed, sight } = picture
  const { set } = state
  for (const one of annotationsOf({ set, finding, manifest: sealed.manifest, frame: sight.frame, image })) {
    const crop = one.finding_id === null ? null : await addCrop(state, picture, image.name)
    state.annotations.push({ ...one, id: state.annotations.length + 1, crop })
  }
}

async function addFinding(state: State, deps: ReadDeps, finding: Chosen): Promise<void> {
  if (await expiryOfFinding(deps.db, finding.id)) return leaveOut(state, 'expired')
  const sealed = await readSealedFinding(deps, finding.id)
  if (!sealed) return leaveOut(state, 'not_readable')
  if (sealed.stills.length === 0) return leaveOut(state, 'no_picture')
  for (const still of sealed.stills) {
    state.signal.throwIfAborted()
    const sight = sightAt(sealed.frames, still.at)
    const made = sight ? await hiddenPicture(state, still, sight) : 'not_blurred'
    if (!sight || typeof made === 'string') leaveOut(state, typeof made === 'string' ? made : 'not_blurred')
    else await addPicture(state, { finding, sealed, still, sight, ...made })
  }
}

function countsOf({ images, annotations, leftOut }: State, chosen: readonly Chosen[]): DatasetCounts {
  const shown = new Set<string>(images.map(({ finding_id }) => finding_id))
  const kept = chosen.filter(({ id }) => shown.has(id))
  const counted = hardness.map((one) => [one, kept.filter((f) => f.hardness === one).length] as const)
  return {
    findings: kept.length,
    pictures: images.length,
    annotations: annotations.length,
    hardness: Object.fromEntries(counted) as DatasetCounts['hardness'],
    leftOut: Object.fromEntries(
      leftOutReasons.map((reason) => [reason, leftOut.get(reason) ?? 0]),
    ) as DatasetCounts['leftOut'],
  }
}

/** The pictures of these findings, in that order, as files in `dir`; stops with the signal's reason. */
export async function buildSet(
  deps: ReadDeps,
  { chosen, withoutPlate }: { readonly chosen: readonly Chosen[]; readonly withoutPlate: number },
  building: Building,
): Promise<Built> {
  const state: State = { ...building, images: [], annotations: [], leftOut: new Map(), bytes: 0 }
  if (withoutPlate > 0) leaveOut(state, 'no_plate_read', withoutPlate)
  await mkdir(join(state.dir, 'images'), { recursive: true })
  await mkdir(join(state.dir, 'crops'))
  for (const [i, finding] of chosen.entries()) {
    state.signal.throwIfAborted()
    await addFinding(state, deps, finding)
    state.onProgress(i + 1)
  }
  return { images: state.images, annotations: state.annotations, counts: countsOf(state, chosen) }
}
