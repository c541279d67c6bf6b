import { join } from 'node:path'
import { manifestSchema, type Manifest } from '@sightline/api/contract/dossier'
import type { FindingStage } from '@sightline/detectors/finding'
import type { Box } from '@sightline/detectors/geometry/point'
import { rules } from '@sightline/detectors/rules/table'
import { asSeen, outlineAsSeen } from '@sightline/detectors/tracking/steady'
import { canonicalBytes } from '@sightline/infra/platform/canonical-json'
import type { Clock } from '@sightline/infra/platform/clock'
import type { StayRecord } from '../watch/finding-record.ts'
import { createExhibitWriter, type ExhibitWriter } from './exhibits.ts'
import { toOverlaySvg } from './overlay-svg.ts'
import { cropAround, drawOver } from './pictures.ts'
import { hasGap } from './pinned.ts'
import { readPlate, type PlateDeps, type ReadPlate } from './plate/read-plate.ts'
import type { SealedStage } from './spool-name.ts'
import { toManifest } from './to-manifest.ts'
import { addSegment, lastAt, segmentFile, takeStill, type HeldPin, type Shot } from './stills.ts'
import type { TraceExhibit } from './to-trace.ts'

export interface FillDeps {
  readonly clock: Clock
  readonly software: Manifest['software']
  /** The full-size picture of exactly this time stamp out of a clip; null where its bytes give none. */
  readonly decodeStill: (path: string, pts: number) => Promise<Buffer | null>
  readonly plates: PlateDeps
}

export interface DossierContent {
  readonly record: StayRecord
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

/** The close-up of the vehicle, and the annotated copy. */
async function addDerivatives(
  writer: ExhibitWriter,
  { record, trace, wide }: { record: StayRecord; trace: TraceExhibit; wide: Shot },
): Promise<void> {
  const { name: of, at, picture } = wide
  const common = { stage: 'confirmed', at, of, mime: 'image/jpeg' } as const
  const closeUp = await cropAround(picture, asSeen(record.event.box, frameOf(record, trace)))
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

/** The judged frame of the event: its picture may be off the view at rest, in which finding and zone are. */
const frameOf = (
  { event }: Pick<StayRecord, 'event'>,
  trace: TraceExhibit,
): Partial<TraceExhibit['frames'][number]> => trace.frames.findLast((frame) => frame.at === event.at) ?? {}

function overlaySvg(
  { event, source, zone, stream }: StayRecord,
  trace: TraceExhibit,
  { at, sha256, picture }: Shot,
): string {
  const { source: clockSource, offsetMs } = stream.clock
  const seen = frameOf({ event }, trace)
  return toOverlaySvg({
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
    own: asSeen(event.box, seen),
    others: (seen.detections ?? []).map(({ box }) => box),
    zone: outlineAsSeen(zone.polygon, seen),
    bays: zone.bays.map((bay) => outlineAsSeen(bay, seen)),
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
