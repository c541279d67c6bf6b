/** One coded picture of a film: NAL units without start codes, and when it is taken and sent, s from the film's begin. */
export interface FilmUnit {
  readonly nals: readonly Buffer[]
  readonly isKey: boolean
  /** When it was taken: grows by a frame from picture to picture in the order of showing. */
  readonly takenS: number
  /** When it leaves the encoder: grows by a frame from unit to unit. */
  readonly sentS: number
}

export type FilmCodec = 'h264' | 'h265'

export interface Film {
  readonly codec: FilmCodec
  readonly units: readonly FilmUnit[]
  /** After so long it begins again, s. */
  readonly lengthS: number
  readonly sets: ParameterSets
}

/** The first of each kind; `vps` only of H.265. */
export interface ParameterSets {
  readonly vps: Buffer | null
  readonly sps: Buffer
  readonly pps: Buffer
}

/** A packet as ffprobe lists it. */
export interface FilmPacket {
  readonly pts_time: string
  readonly dts_time: string
  readonly flags: string
}

/** What a NAL unit of a codec is. */
const kinds = {
  h264: {
    typeOf: (nal: Buffer) => (nal[0] ?? 0) & 31,
    isSlice: (type: number) => type >= 1 && type <= 5,
    isFirstSlice: (nal: Buffer) => ((nal[1] ?? 0) & 0x80) !== 0,
    beginsUnit: (type: number) => type >= 6 && type <= 9,
    sets: { vps: null, sps: 7, pps: 8 },
  },
  h265: {
    typeOf: (nal: Buffer) => ((nal[0] ?? 0) >> 1) & 63,
    isSlice: (type: number) => type < 32,
    isFirstSlice: (nal: Buffer) => ((nal[2] ?? 0) & 0x80) !== 0,
    beginsUnit: (type: number) => (type >= 32 && type <= 35) || type === 39,
    sets: { vps: 32, sps: 33, pps: 34 },
  },
} as const

/** Whether a NAL unit is a parameter set. */
export function isParameterSet(codec: FilmCodec, nal: Buffer): boolean {
  const { typeOf, sets } = kinds[codec]
  const type = typeOf(nal)
  return type === sets.vps || type === sets.sps || type === sets.pps
}

/** Puts a film together from its Annex B stream and the times of its packets. Throws where the two do not agree. */
export function toFilm(codec: FilmCodec, stream: Buffer, packets: readonly FilmPacket[]): Film {
  const nals = cutAtStartCodes(stream)
  const pictures = toPictures(codec, nals)
  if (pictures.length !== packets.length)
    throw new Error(`${pictures.length} pictures, ${packets.length} packets`)
  const times = packets.map(({ pts_time, dts_time }) => ({ pts: Number(pts_time), dts: Number(dts_time) }))
  const [first, second] = times
  if (!first || !second) throw new Error('a film of less than two pictures')
  const frameS = second.dts - first.dts
  // No camera sends what it has not taken yet: with B frames it waits for the ones that are shown before.
  const leadS = Math.max(...times.map(({ pts }, i) => pts - first.pts - i * frameS))
  const units = pictures.map((unit, i) => ({
    nals: unit,
    isKey: packets[i]?.flags.startsWith('K') ?? false,
    takenS: (times[i]?.pts ?? 0) - first.pts - leadS,
    sentS: i * frameS,
  }))
  return { codec, units, lengthS: units.length * frameS, sets: setsOf(codec, nals) }
}

function setsOf(codec: FilmCodec, nals: readonly Buffer[]): ParameterSets {
  const { typeOf, sets } = kinds[codec]
  const firstOf = (type: number | null) => nals.find((nal) => typeOf(nal) === type) ?? null
  const [vps, sps, pps] = [firstOf(sets.vps), firstOf(sets.sps), firstOf(sets.pps)]
  if (!sps || !pps) throw new Error('a film without parameter sets')
  return { vps, sps, pps }
}

function toPictures(codec: FilmCodec, nals: readonly Buffer[]): Buffer[][] {
  const { typeOf, isSlice, isFirstSlice, beginsUnit } = kinds[codec]
  const pictures: Buffer[][] = []
  let hasSlice = true
  for (const nal of nals) {
    const type = typeOf(nal)
    const begins = beginsUnit(type) || (isSlice(type) && isFirstSlice(nal))
    if (hasSlice && begins) {
      pictures.push([])
      hasSlice = false
    }
    pictures.at(-1)?.push(nal)
    hasSlice ||= isSlice(type)
  }
  return pictures
}

const startCode = Buffer.from([0, 0, 1])

function cutAtStartCodes(stream: Buffer): Buffer[] {
  const nals: Buffer[] = []
  for (let from = stream.indexOf(startCode); from >= 0;) {
    const next = stream.indexOf(startCode, from + 3)
    let end = next < 0 ? stream.length : next
    while (end > from + 3 && stream[end - 1] === 0) end -= 1
    nals.push(stream.subarray(from + 3, end))
    from = next
  }
  return nals
}
