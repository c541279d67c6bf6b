import type { Told } from '../../contract/site-files.ts'

export type Mp4Says = Pick<Told, 'takenAt' | 'width' | 'height' | 'lengthS'>
export type Mp4Fault = 'truncated' | 'no_video'

/** Bytes of a file from `at` on: as many as asked for, fewer at its end. */
export type ReadAt = (at: number, bytes: number) => Promise<Buffer>

/** A body camera cuts fragments of a second: hours of them. */
const mostBoxes = 100_000
/** What describes hours of video is some MB. */
const mostMoovBytes = 32 << 20
/** From 1904 (ISO 14496-12) to 1970, s. */
const epochS = 2_082_844_800

interface Box {
  readonly type: string
  readonly from: number
  readonly to: number
}

/** A box's head: its type, its length with the head, and the length of the head; null: no box begins here. */
function headOf(bytes: Buffer, left: number): { type: string; length: number; head: number } | null {
  if (bytes.length < 8) return null
  const [short, type] = [bytes.readUInt32BE(0), bytes.toString('latin1', 4, 8)]
  if (short === 0) return { type, length: left, head: 8 }
  if (short !== 1) return short < 8 ? null : { type, length: short, head: 8 }
  if (bytes.length < 16) return null
  const long = Number(bytes.readBigUInt64BE(8))
  return long < 16 ? null : { type, length: long, head: 16 }
}

/** The boxes one after another within some bytes in memory; what is no box ends them. */
function* boxesIn(bytes: Buffer): Generator<{ type: string; body: Buffer }> {
  for (let at = 0; at < bytes.length;) {
    const box = headOf(bytes.subarray(at, at + 16), bytes.length - at)
    if (!box || at + box.length > bytes.length) return
    yield { type: box.type, body: bytes.subarray(at + box.head, at + box.length) }
    at += box.length
  }
}

const childOf = (bytes: Buffer | undefined, type: string): Buffer | undefined =>
  bytes && [...boxesIn(bytes)].find((box) => box.type === type)?.body

/** Every box of the file, in order; null where one does not end within it. */
async function topBoxes(read: ReadAt, size: number): Promise<Box[] | null> {
  const boxes: Box[] = []
  for (let at = 0; at < size;) {
    const box = headOf(await read(at, 16), size - at)
    if (!box || at + box.length > size || boxes.length >= mostBoxes) return null
    boxes.push({ type: box.type, from: at + box.head, to: at + box.length })
    at += box.length
  }
  return boxes
}

/** Seconds since 1904, the clock's ticks a second, and its ticks, of 32 or 64 bits. */
function timesOf(mvhd: Buffer | undefined): { createdS: number; lengthS: number | null } {
  const isLong = mvhd?.[0] === 1
  if (!mvhd || mvhd.length < (isLong ? 32 : 20)) return { createdS: 0, lengthS: null }
  const at = isLong ? 20 : 12
  const scale = mvhd.readUInt32BE(at)
  const ticks = isLong ? Number(mvhd.readBigUInt64BE(24)) : mvhd.readUInt32BE(16)
  const createdS = isLong ? Number(mvhd.readBigUInt64BE(4)) : mvhd.readUInt32BE(4)
  const isKnown = scale > 0 && ticks > 0 && ticks / scale < 30 * 86_400
  return { createdS, lengthS: isKnown ? ticks / scale : null }
}

/** The width and height of a track, whole pixels of a fixed-point number; null: it says none. */
function sizeOf(tkhd: Buffer | undefined): { width: number | null; height: number | null } {
  if (!tkhd || tkhd.length < 84) return { width: null, height: null }
  const [width, height] = [tkhd.readUInt16BE(tkhd.length - 8), tkhd.readUInt16BE(tkhd.length - 4)]
  return { width: width || null, height: height || null }
}

/**
 * What an MP4 says of itself: its boxes are walked, and nothing is decoded. `truncated`: one does not end within the file, or
 * what every player needs is not there. `no_video`: it has no track of pictures.
 */
export async function readMp4(read: ReadAt, size: number): Promise<Mp4Says | Mp4Fault> {
  const boxes = await topBoxes(read, size)
  const moov = boxes?.find(({ type }) => type === 'moov')
  if (!moov || !boxes?.some(({ type, from, to }) => type === 'mdat' && to > from)) return 'truncated'
  if (moov.to - moov.from > mostMoovBytes) return 'no_video'
  const described = await read(moov.from, moov.to - moov.from)
  const tracks = [...boxesIn(described)].filter(({ type }) => type === 'trak').map(({ body }) => body)
  const handlerOf = (track: Buffer) => childOf(childOf(track, 'mdia'), 'hdlr')?.toString('latin1', 8, 12)
  const pictures = tracks.find((track) => handlerOf(track) === 'vide')
  if (!pictures) return 'no_video'
  const { createdS, lengthS } = timesOf(childOf(described, 'mvhd'))
  const takenAt = createdS > epochS && createdS < epochS * 2 ? (createdS - epochS) * 1000 : null
  return { takenAt, lengthS, ...sizeOf(childOf(pictures, 'tkhd')) }
}
