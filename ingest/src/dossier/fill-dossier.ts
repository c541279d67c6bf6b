import { join } from 'node:path'
import type { Manifest, SealedStage, StagePart } from '@sightline/api/contract/dossier'
import type { Measures } from '@sightline/api/contract/measures'
import type { FindingStage } from '@sightline/detectors/finding'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Turn } from '@sightline/detectors/geometry/turn'
import { rules } from '@sightline/detectors/rules/table'
import { asSeen, outlineAsSeen } from '@sightline/detectors/tracking/steady'
import type { Clock } from '@sightline/infra/platform/clock'
import { endsUnconfirmed, type StayRecord } from '../findings/finding-record.ts'
import { proveClaim } from '../findings/prove.ts'
import { createExhibitWriter, type ExhibitWriter } from './exhibits.ts'
import { measurePictures, type Aimed } from './measure.ts'
import { toOverlaySvg } from './overlay-svg.ts'
import { cropAround, drawOver } from './pictures.ts'
import { hasGap } from './pinned.ts'
import { readPlate, type PlateDeps, type ReadPlate } from './plate/read-plate.ts'
import { seenAt } from './plate/vehicle-plate.ts'
import { linkOf, readFirst, type FirstPart } from './first-part.ts'
import { momentAt } from './stage-window.ts'
import { draftBytes, toManifest } from './to-manifest.ts'
import { addSegment, lastAt, segmentFile, takeStill, turnOf, type HeldPin, type Shot } from './stills.ts'
import type { TraceExhibit } from './to-trace.ts'

export interface FillDeps {
  readonly clock: Clock
  readonly software: Manifest['software']
  /** The full-size picture of exactly this time stamp out of a clip, turned; null where its bytes give none. */
  readonly decodeStill: (path: string, pts: number, turn: Turn) => Promise<Buffer | null>
  readonly plates: PlateDeps
}

export interface DossierContent {
  readonly record: StayRecord
  readonly stage: SealedStage
  readonly part: StagePart
  /** In the order of the finding's life; a stage whose pictures are gone has a pin without a segment. */
  readonly pins: ReadonlyMap<FindingStage, HeldPin>
  readonly trace: TraceExhibit
  /** The folder of the first part, of a supplement. */
  readonly firstDir: string | null
}

/** What is written into one dossier. */
interface Filling {
  readonly deps: FillDeps
  readonly content: DossierContent
  readonly writer: ExhibitWriter
  readonly first: FirstPart | null
  /** Names of pictures that should be there and are not. */
  readonly missing: string[]
}

/**
 * Writes every exhibit of a dossier into `dir`, originals first, and answers the manifest that lists them, without its
 * place in the chain. A first part holds the trace and the picture of the moment; what follows it does not repeat the
 * picture, but does the trace, so that it can be judged again by itself.
 */
export async function fillDossier(deps: FillDeps, content: DossierContent, dir: string): Promise<Uint8Array> {
  const { record, stage, part, trace, firstDir } = content
  const {
    event: { kind },
    rule,
    zone,
  } = record
  const first = firstDir === null ? null : await readFirst(firstDir)
  const writer = createExhibitWriter(dir)
  const filling: Filling = { deps, content, writer, first, missing: [] }
  const known = part === 'first' ? await fillMoment(filling) : await fillRest(filling)
  await writer.addTrace(
    { name: `${stage}/trace.json`, stage, at: trace.frames[0]?.at ?? record.event.openedAt },
    trace,
  )
  const link = linkOf(part, first)
  const manifest = toManifest({
    record,
    stage,
    software: deps.software,
    exhibits: writer.list(),
    hasGap: part !== 'first' && isIncomplete(filling),
    ...(link ? { link } : {}),
    ...known,
    proof: { failures: proveClaim(record.event, { kind, params: rule.params, zone }, trace.frames) },
    sealedAt: deps.clock.now(),
  })
  return draftBytes(manifest)
}

const isIncomplete = ({ missing, content }: Filling): boolean =>
  missing.length > 0 || [...content.pins.values()].some(({ pin }) => hasGap(pin))

/** The picture of a stage's moment. */
const momentOf = { opened: 'wide', confirmed: 'wide', closed: 'last-seen' } as const

/** What is known of the pictures besides that they are there: of a confirmed stage alone. */
interface Known {
  readonly read?: ReadPlate
  readonly measures?: Measures
}

/** A first part: the picture, if there is one already. */
async function fillMoment(filling: Filling): Promise<Known> {
  const { stage, record } = filling.content
  const name = endsUnconfirmed(record) ? 'after' : momentOf[stage]
  await still(filling, { name, of: stage, at: momentAt(record) })
  return {}
}

/** All else; the plate where one is read. */
async function fillRest(filling: Filling): Promise<Known> {
  const { deps, content, writer } = filling
  const { record, stage, pins, trace } = content
  const { event } = record
  for (const [of, held] of pins) await addSegment(writer, of, held)
  if (stage !== 'confirmed') {
    await still(filling, { name: 'last-seen', of: 'closed', at: event.dwell.toAt })
    await still(filling, { name: 'after', of: 'closed', at: lastAt(pins.get('closed')) ?? event.at })
    return {}
  }
  const before = await still(filling, { name: 'wide', of: 'opened', at: event.openedAt })
  const wide = await still(filling, { name: 'wide', of: 'confirmed', at: event.at })
  if (wide) await addDerivatives(writer, { record, trace, wide })
  const read = await readPlateOf(deps, content, { opened: before, confirmed: wide })
  if (wide && read.place) await addPlate(writer, wide, read.place)
  return { read, measures: await measurePictures(aimed(content, before), aimed(content, wide)) }
}

/** A still with the accused's place in it, by the judged frame nearest to it. */
const aimed = ({ trace, record }: DossierContent, shot: Shot | null): Aimed | null =>
  shot && { ...shot, box: seenAt(trace, shot.at, record.event.box).own }

/** A still out of a stage's segment, or the one that the first part holds. */
async function still(
  { deps, content, writer, first, missing }: Filling,
  wanted: { readonly name: string; readonly of: FindingStage; readonly at: number },
): Promise<Shot | null> {
  const known = first?.shots.get(`${wanted.of}/${wanted.name}.jpg`)
  if (known) return known
  const { pins, record } = content
  const shot = await takeStill({ ...deps, writer, pins, turn: turnOf(record) }, wanted)
  if (!shot) missing.push(wanted.name)
  return shot
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
  { record, pins, trace }: DossierContent,
  wides: Readonly<Record<'opened' | 'confirmed', Shot | null>>,
): Promise<ReadPlate> {
  const pictures = (['opened', 'confirmed'] as const).flatMap((stage) => {
    const shot = wides[stage]
    return shot ? [{ stage, at: shot.at, jpeg: shot.picture.jpeg }] : []
  })
  return readPlate(plates, {
    event: record.event,
    pins,
    trace,
    wides: pictures,
    async decode({ stage, fragment }) {
      const held = pins.get(stage)
      return held ? decodeStill(join(held.dir, segmentFile), fragment.pts, turnOf(record)) : null
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
