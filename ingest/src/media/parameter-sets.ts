import { createBitReader } from './bit-reader.ts'

export type PictureCodec = 'h264' | 'h265'

/**
 * What a connection's pictures are made by. The set a picture stands on is found by way of its slice, so that sets nobody
 * uses, sets sent again, and other ids with the same meaning are no change.
 */
export interface PictureShape {
  /** The last sequence set of each id, and of each picture set's id the id of its sequence set. */
  readonly sequences: ReadonlyMap<number, Buffer>
  readonly pictures: ReadonlyMap<number, number>
  /** The sequence set of the last key picture; null before the first. */
  readonly used: Buffer | null
}

interface Kinds {
  readonly headerBytes: number
  readonly typeOf: (nal: Buffer) => number
  readonly sequence: number
  readonly picture: number
  readonly isKeySlice: (type: number) => boolean
  readonly sequenceIdOf: (nal: Buffer) => number
  readonly pictureIdOfSlice: (nal: Buffer) => number
}

const kinds: Readonly<Record<PictureCodec, Kinds>> = {
  h264: {
    headerBytes: 1,
    sequence: 7,
    picture: 8,
    typeOf: (nal) => (nal[0] ?? 0) & 31,
    isKeySlice: (type) => type === 5 || type === 1,
    sequenceIdOf: (nal) => createBitReader(nal, 4).code(),
    pictureIdOfSlice(nal) {
      const reader = createBitReader(nal, 1)
      reader.code()
      reader.code()
      return reader.code()
    },
  },
  h265: {
    headerBytes: 2,
    sequence: 33,
    picture: 34,
    typeOf: (nal) => ((nal[0] ?? 0) >> 1) & 63,
    isKeySlice: (type) => type < 32,
    sequenceIdOf: sequenceIdOfH265,
    pictureIdOfSlice(nal) {
      const type = ((nal[0] ?? 0) >> 1) & 63
      const reader = createBitReader(nal, 2)
      reader.skip(type >= 16 && type <= 23 ? 2 : 1)
      return reader.code()
    },
  },
}

/** H.265 §7.3.2.2 and §7.3.3: the id stands behind the profiles of all layers. */
function sequenceIdOfH265(nal: Buffer): number {
  const reader = createBitReader(nal, 2)
  reader.skip(4)
  const layers = reader.bits(3)
  reader.skip(1 + 96)
  const present = Array.from({ length: layers }, () => ({ profile: reader.bits(1), level: reader.bits(1) }))
  if (layers > 0) reader.skip(2 * (8 - layers))
  for (const { profile, level } of present) reader.skip(88 * profile + 8 * level)
  return reader.code()
}

/** Of a connection whose description gave these sets. */
export const startShape = (codec: PictureCodec, described: readonly Buffer[]): PictureShape =>
  takeSets({ sequences: new Map(), pictures: new Map(), used: null }, codec, described)

/**
 * One key picture later. A connection's first is never a change: a camera may describe itself wrongly, each time anew, and
 * what it sends is then what counts.
 */
export function stepShape(
  before: PictureShape,
  codec: PictureCodec,
  nals: readonly Buffer[],
): { state: PictureShape; hasChanged: boolean } {
  const { typeOf, isKeySlice, pictureIdOfSlice } = kinds[codec]
  const taken = takeSets(before, codec, nals)
  const slice = nals.find((nal) => isKeySlice(typeOf(nal)))
  const sequenceId = slice && taken.pictures.get(pictureIdOfSlice(slice))
  const used = sequenceId === undefined ? undefined : taken.sequences.get(sequenceId)
  if (!used) return { state: taken, hasChanged: false }
  return { state: { ...taken, used }, hasChanged: before.used !== null && !before.used.equals(used) }
}

function takeSets(before: PictureShape, codec: PictureCodec, nals: readonly Buffer[]): PictureShape {
  const { typeOf, sequence, picture, headerBytes, sequenceIdOf } = kinds[codec]
  const sets = nals.filter((nal) => typeOf(nal) === sequence || typeOf(nal) === picture)
  if (sets.length === 0) return before
  const [sequences, pictures] = [new Map(before.sequences), new Map(before.pictures)]
  for (const set of sets) {
    // A copy: the bytes are a part of a whole key frame's.
    if (typeOf(set) === sequence) sequences.set(sequenceIdOf(set), Buffer.from(set))
    else {
      const reader = createBitReader(set, headerBytes)
      pictures.set(reader.code(), reader.code())
    }
  }
  return { sequences, pictures, used: before.used }
}

/** The NAL units of a sample, each behind its length (ISO/IEC 14496-15 §4.3.3), up to one that is not whole. */
export function nalsOf(sample: Buffer): Buffer[] {
  const nals: Buffer[] = []
  for (let at = 0; at + 4 <= sample.length;) {
    const end = at + 4 + sample.readUInt32BE(at)
    if (end > sample.length) break
    nals.push(sample.subarray(at + 4, end))
    at = end
  }
  return nals
}

/** The sets in a decoder configuration: `avcC` (ISO/IEC 14496-15 §5.3.3) or `hvcC` (§8.3.3). */
export const describedSets = (codec: PictureCodec, configuration: Buffer): Buffer[] =>
  codec === 'h264' ? setsOfAvcC(configuration) : setsOfHvcC(configuration)

function setsOfAvcC(avcC: Buffer): Buffer[] {
  const sequences = readRun(avcC, 6, (avcC[5] ?? 0) & 31)
  return [...sequences.sets, ...readRun(avcC, sequences.end + 1, avcC[sequences.end] ?? 0).sets]
}

function setsOfHvcC(hvcC: Buffer): Buffer[] {
  const sets: Buffer[] = []
  let at = 23
  for (let left = hvcC[22] ?? 0; left > 0 && at + 3 <= hvcC.length; left--) {
    const run = readRun(hvcC, at + 3, hvcC.readUInt16BE(at + 1))
    sets.push(...run.sets)
    at = run.end
  }
  return sets
}

/** So many sets, each behind its length of 16 bits. */
function readRun(bytes: Buffer, from: number, count: number): { sets: Buffer[]; end: number } {
  const sets: Buffer[] = []
  let at = from
  for (let left = count; left > 0 && at + 2 <= bytes.length; left--) {
    const end = at + 2 + bytes.readUInt16BE(at)
    sets.push(bytes.subarray(at + 2, end))
    at = end
  }
  return { sets, end: at }
}
