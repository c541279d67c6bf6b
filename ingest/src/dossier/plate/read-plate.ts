import sharp from 'sharp'
import { accusesVehicle } from '@sightline/api/law/kinds'
import type { Plate, Trace } from '@sightline/api/contract/dossier'
import type { FindingStage } from '@sightline/detectors/finding'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Log } from '@sightline/infra/platform/log'
import type { PlateReader } from '@sightline/models/plates/open-plate-reader'
import type { FindingEventRecord } from '../../findings/finding-record.ts'
import type { Pin } from '../pinned.ts'
import { plateMoments, type PlateMoment } from './plate-moments.ts'
import {
  boxOf,
  notRead,
  plateOfVehicle,
  platesDiffer,
  seenAt,
  toPlate,
  withMargin,
  type PlateFrame,
} from './vehicle-plate.ts'

export interface PlateDeps {
  readonly log: Log
  /** Null while its models are not there, or cannot be had. */
  readonly reader: () => Pick<PlateReader, 'read' | 'models'> | null
}

export interface PlatePicture {
  readonly stage: FindingStage
  readonly at: number
  readonly jpeg: Buffer
}

export interface PlateTask {
  readonly event: FindingEventRecord
  readonly trace: Pick<Trace, 'frames'>
  readonly pins: ReadonlyMap<FindingStage, { readonly pin: Pin }>
  /** The stills that are in the dossier already. */
  readonly wides: readonly PlatePicture[]
  readonly decode: (moment: PlateMoment) => Promise<Buffer | null>
}

export interface ReadPlate {
  /** Null: the rule accuses no vehicle. */
  readonly plate: Plate | null
  /** The stages show two vehicles. */
  readonly differs: boolean
  /** Where the plate is in the wide still of the confirmed stage. */
  readonly place: Box | null
}

/** How much of the vehicle's size around it is looked at as well. */
const margin = 0.25

/** Reads the plate of the accused vehicle on full-size pictures. Whatever goes wrong with it, the dossier is sealed. */
export async function readPlate(deps: PlateDeps, task: PlateTask): Promise<ReadPlate> {
  const none = { differs: false, place: null }
  if (!accusesVehicle(task.event.kind)) return { ...none, plate: null }
  const reader = deps.reader()
  if (!reader) return { ...none, plate: notRead('no_network') }
  try {
    return await readFrames(reader, task)
  } catch (err) {
    deps.log.error({ err, findingId: task.event.findingId }, 'the plate could not be read')
    return { ...none, plate: notRead('reading_failed', reader.models) }
  }
}

type Reader = Pick<PlateReader, 'read' | 'models'>

async function readFrames(
  reader: Reader,
  { event, trace, pins, wides, decode }: PlateTask,
): Promise<ReadPlate> {
  const frames: PlateFrame[] = []
  const look = async ({ stage, at, jpeg }: PlatePicture): Promise<void> => {
    const seen = seenAt(trace, at, event.box)
    const readings = await reader.read(await toRaster(jpeg), withMargin(seen.own, margin))
    frames.push({ stage, at, reading: plateOfVehicle(readings, seen) })
  }
  const moments = plateMoments(
    pins,
    event,
    wides.map(({ at }) => at),
  )
  for (const wide of wides) await look(wide)
  for (const further of await decodeAll(decode, moments)) await look(further)
  const shown = wides.find(({ stage }) => stage === 'confirmed')
  const located = frames.find(({ stage, at }) => stage === 'confirmed' && at === shown?.at)?.reading
  return {
    plate: toPlate(frames, reader.models),
    differs: platesDiffer(frames),
    place: located ? boxOf(located.corners) : null,
  }
}

/** Side by side: each is a process of its own, and the alert waits for them. */
async function decodeAll(
  decode: PlateTask['decode'],
  moments: readonly PlateMoment[],
): Promise<PlatePicture[]> {
  const pictures = await Promise.all(
    moments.map(async (moment) => {
      const jpeg = await decode(moment)
      return jpeg ? [{ stage: moment.stage, at: moment.fragment.at, jpeg }] : []
    }),
  )
  return pictures.flat()
}

async function toRaster(jpeg: Buffer) {
  const { data, info } = await sharp(jpeg)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
