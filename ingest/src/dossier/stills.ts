import { join } from 'node:path'
import type { FindingStage } from '@sightline/detectors/finding'
import type { Turn } from '@sightline/detectors/geometry/turn'
import type { FindingRecord } from '../findings/finding-record.ts'
import type { ExhibitWriter } from './exhibits.ts'
import { readPicture, type Picture } from './pictures.ts'
import { fragmentAt, type Pin } from './pinned.ts'

/** What was pinned for one stage: `dir` holds the bytes. */
export interface HeldPin {
  readonly dir: string
  readonly pin: Pin
}
/** The file of a pinned segment. */
export const segmentFile = 'segment.mp4'

/** Capture time of the last picture of a stage. */
export const lastAt = (held: HeldPin | undefined): number | undefined =>
  held?.pin.segment?.fragments.at(-1)?.at

/** A stage's segment, as it was pinned; nothing where none could be. */
export async function addSegment(
  writer: ExhibitWriter,
  stage: FindingStage,
  { dir, pin }: HeldPin,
): Promise<void> {
  if (!pin.segment) return
  await writer.addSegment({ name: `${stage}/${segmentFile}`, stage }, join(dir, segmentFile), pin.segment)
}

/** A still that is in the dossier. */
export interface Shot {
  readonly name: string
  readonly at: number
  readonly sha256: string
  readonly picture: Picture
}

export interface StillDeps {
  /** The full-size picture of exactly this time stamp out of a clip, turned; null where its bytes give none. */
  readonly decodeStill: (path: string, pts: number, turn: Turn) => Promise<Buffer | null>
  readonly writer: ExhibitWriter
  /** In the order of the finding's life; a stage whose pictures are gone has a pin without a segment. */
  readonly pins: ReadonlyMap<FindingStage, HeldPin>
  readonly turn: Turn
}

/** All places of a finding are in the picture as it was turned then. */
export const turnOf = ({ source }: FindingRecord): Turn => source.turn ?? 0

/** A still out of a stage's segment; null where the segment does not show that moment. */
export async function takeStill(
  { decodeStill, writer, pins, turn }: StillDeps,
  { name, of, at }: { name: string; of: FindingStage; at: number },
): Promise<Shot | null> {
  const held = pins.get(of)
  const fragment = held && fragmentAt(held.pin, at)
  if (!held || !fragment) return null
  const jpeg = await decodeStill(join(held.dir, segmentFile), fragment.pts, turn)
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
