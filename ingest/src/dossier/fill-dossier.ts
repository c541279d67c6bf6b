import { join } from 'node:path'
import { manifestSchema, type Manifest } from '@sightline/api/contract/dossier'
import type { FindingStage } from '@sightline/detectors/finding'
import type { Box } from '@sightline/detectors/geometry/point'
import { rules } from '@sightline/detectors/rules/table'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import type { Clock } from '@sightline/infra/platform/clock'
import type { FindingRecord } from '../watch/finding-record.ts'
import { createExhibitWriter, type ExhibitWriter } from './exhibits.ts'
import { toOverlaySvg } from './overlay-svg.ts'
import { cropAround, drawOver, readPicture, type Picture } from './pictures.ts'
import { fragmentAt, hasGap, type Pin } from './pinned.ts'
import { readPlate, type PlateDeps, type ReadPlate } from './plate/read-plate.ts'
import type { SealedStage } from './spool-name.ts'
import { toManifest } from './to-manifest.ts'
import type { TraceExhibit } from './to-trace.ts'

/** What was pinned for one stage: `dir` holds the bytes. */
export interface HeldPin {
  readonly dir: string
  readonly pin: Pin
}
/** The file of a pinned segment. */
export const segmentFile = 'segment.mp4'

export interface FillDeps {
  readonly clock: Clock
  readonly software: Manifest['software']
  /** The full-size picture of exactly this time stamp out of a clip; null where its bytes give none. */
  readonly decodeStill: (path: string, pts: number) => Promise<Buffer | null>
  readonly plates: PlateDeps
}

export interface DossierContent {
  readonly record: FindingRecord
  readonly stage: SealedStage
  /** In the order of the finding's life; a stage whose pictures are gone has a pin without a segment. */
  readonly pins: ReadonlyMap<FindingStage, HeldPin>
  readonly trace: TraceExhibit
}

/**
 * Writes every exhibit of a dossier into `dir`, originals first, and answers the bytes that are signed: the manifest that
 * lists them, found to be one, in canonical JSON.
 */
export async function fillDossier(
  deps: FillDeps,
  content: DossierContent,
  { dir, chain }: { dir: string; chain: Manifest['chain'] },
): Promise<Uint8Array> {
  const writer = createExhibitWriter(dir)
  const { record, stage, pins, trace } = content
  const { event } = record
  let read: ReadPlate | null = null
  const missing: string[] = []
  const still = async (name: string, of: FindingStage, at: number): Promise<Shot | null> => {
    const shot = await takeStill({ ...deps, writer, pins }, { name, of, at })
    if (!shot) missing.push(name)
    return shot
  }
  for (const [of, held] of pins) await addSegment(writer, of, held)
  if (stage === 'confirmed') {
    const before = await still('wide', 'opened', event.openedAt)
    const wide = await still('wide', 'confirmed', event.at)
    if (wide) await addDerivatives(writer, { record, trace, wide })
    read = await readPlateOf(deps, content, { opened: before, confirmed: wide })
    if (wide && read.place) await addPlate(writer, wide, read.place)
  } else {
    await still('last-seen', 'closed', event.dwell.toAt)
    await still('after', 'closed', lastAt(pins.get('closed')) ?? event.at)
  }
  await writer.addTrace(
    { name: `${stage}/trace.json`, stage, at: trace.frames[0]?.at ?? event.openedAt },
    trace,
  )
  const isIncomplete = missing.length > 0 || [...pins.values()].some(({ pin }) => hasGap(pin))
  const manifest = toManifest({
    ...{ record, stage, chain, software: deps.software, exhibits: writer.list() },
    hasGap: isIncomplete,
    ...(read ? { read } : {}),
    sealedAt: deps.clock.now(),
  })
  return canonicalBytes(manifestSchema.parse(manifest))
}

const lastAt = (held: HeldPin | undefined): number | undefined => held?.pin.segment?.fragments.at(-1)?.at

async function addSegment(writer: ExhibitWriter, stage: FindingStage, { dir, pin }: HeldPin): Promise<void> {
  if (!pin.segment) return
  await writer.addSegment({ name: `${stage}/${segmentFile}`, stage }, join(dir, segmentFile), pin.segment)
}

interface Shot {
  readonly name: string
  readonly at: number
  readonly sha256: string
  readonly picture: Picture
}

interface StillDeps extends Pick<FillDeps, 'decodeStill'> {
  readonly writer: ExhibitWriter
  readonly pins: DossierContent['pins']
}

/** A still out of a stage's segment; null where the segment does not show that moment. */
async function takeStill(
  { decodeStill, writer, pins }: StillDeps,
  { name, of, at }: { name: string; of: FindingStage; at: number },
): Promise<Shot | null> {
  const held = pins.get(of)
  const fragment = held && fragmentAt(held.pin, at)
  if (!held || !fragment) return null
  const jpeg = await decodeStill(join(held.dir, segmentFile), fragment.pts)
  if (!jpeg) return null
  const label = {
    name: `${of}/${name}.jpg`,
    role: 'still',
    stage: of,
    at: fragment.at,
    mime: 'image/jpeg',
  } as const
  const { sha256 } = await writer.add({ ...label, of: `${of}/${segmentFile}` }, jpeg)
  return { name: label.name, at: fragment.at, sha256, picture: await readPicture(jpeg) }
}

/** The close-up of the vehicle, and the annotated copy. */
async function addDerivatives(
  writer: ExhibitWriter,
  { record, trace, wide }: { record: FindingRecord; trace: TraceExhibit; wide: Shot },
): Promise<void> {
  const { name: of, at, picture } = wide
  const common = { stage: 'confirmed', at, of, mime: 'image/jpeg' } as const
  const closeUp = await cropAround(picture, record.event.box)
  await writer.add({ ...common, name: 'confirmed/close-up.jpg', role: 'still' }, closeUp)
  const overlay = await drawOver(picture, overlaySvg(record, trace, wide))
  await writer.add({ ...common, name: 'confirmed/overlay.jpg', role: 'overlay' }, overlay)
}

/** The close-up of the plate, as large as it is in the still. */
async function addPlate(writer: ExhibitWriter, { name: of, at, picture }: Shot, place: Box): Promise<void> {
  const label = {
    name: 'confirmed/plate.jpg',
    role: 'still',
    stage: 'confirmed',
    mime: 'image/jpeg',
  } as const
  await writer.add({ ...label, at, of }, await cropAround(picture, place))
}

function readPlateOf(
  { plates, decodeStill }: FillDeps,
  { record: { event }, pins, trace }: DossierContent,
  wides: Readonly<Record<'opened' | 'confirmed', Shot | null>>,
): Promise<ReadPlate> {
  const pictures = (['opened', 'confirmed'] as const).flatMap((stage) => {
    const shot = wides[stage]
    return shot ? [{ stage, at: shot.at, jpeg: shot.picture.jpeg }] : []
  })
  return readPlate(plates, {
    ...{ event, pins, trace, wides: pictures },
    async decode({ stage, fragment }) {
      const held = pins.get(stage)
      return held ? decodeStill(join(held.dir, segmentFile), fragment.pts) : null
    },
  })
}

function overlaySvg(
  { event, source, zone, stream }: FindingRecord,
  trace: TraceExhibit,
  { at, sha256, picture }: Shot,
): string {
  const { source: clockSource, offsetMs } = stream.clock
  const seen = trace.frames.findLast((frame) => frame.at === event.at)
  return toOverlaySvg({
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
    own: event.box,
    others: (seen?.detections ?? []).map(({ box }) => box),
    zone: zone.polygon,
    bays: zone.bays,
    text: {
      place: source.place,
      sourceName: source.name,
      zoneName: zone.name,
      findingId: event.findingId,
      ruleTitle: rules[event.kind].name.zh,
      openedAt: event.openedAt,
      at,
      clock: clockSource === 'camera-ntp' ? `摄像机 ${offsetMs ?? '?'} ms` : '服务器到达时间',
      shortHash: sha256.slice(0, 12),
    },
  })
}
