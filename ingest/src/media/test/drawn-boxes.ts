import { createHash } from 'node:crypto'
import { type BoxEvent, createBoxReader, type Fragment } from '../boxes.ts'
import type { Sample } from '../../sources/rtsp/capture.ts'
import type { InitSegment } from '../init-segment.ts'

const uint32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, i * 4))
  return bytes
}

/** A box of the given type around its payload. */
export const box = (type: string, ...payload: Buffer[]): Buffer => {
  const body = Buffer.concat(payload)
  return Buffer.concat([uint32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

/** An init segment of one video track, 90 kHz, as ffmpeg would write it but with only what is read. */
export function drawInit({ width = 640, height = 360, entry = 'avc1' } = {}): Buffer {
  const visual = Buffer.alloc(78)
  visual.writeUInt16BE(width, 24)
  visual.writeUInt16BE(height, 26)
  const configuration = box('avcC', Buffer.from([1, 0x64, 0, 0x1f, 0xff, 0xe1]))
  const stsd = box('stsd', uint32(0, 1), box(entry, visual, configuration))
  const media = box('mdia', box('mdhd', uint32(0, 0, 0, 90_000, 0)), box('minf', box('stbl', stsd)))
  return Buffer.concat([
    box('ftyp', Buffer.from('iso5')),
    box('moov', box('trak', media), box('mvex', box('trex', uint32(0, 1, 1, 0, 0, 0)))),
  ])
}

export interface DrawnSample {
  readonly pts: number
  readonly isKey?: boolean
  readonly payload?: Buffer
  readonly prftMs?: number | null
}

/** One fragment of one sample of 3600 ticks. */
export function drawFragment({
  pts,
  isKey = false,
  payload = Buffer.alloc(10, pts),
  prftMs = null,
}: DrawnSample): Buffer {
  const tfhd = box('tfhd', uint32(0x02_00_38, 1, 3600, payload.length, 0x1_01_00_00))
  const tfdt = box('tfdt', uint32(0x1_00_00_00, Math.floor(pts / 2 ** 32), pts))
  const trun = isKey ? box('trun', uint32(0x5, 1, 108, 0x2_00_00_00)) : box('trun', uint32(0x1, 1, 108))
  const moof = box('moof', box('mfhd', uint32(0, 1)), box('traf', tfhd, tfdt, trun))
  const seconds = Math.floor((prftMs ?? 0) / 1000) + 2_208_988_800
  const fraction = Math.round((((prftMs ?? 0) % 1000) / 1000) * 2 ** 32)
  const prft = box('prft', uint32(0x1_00_00_18, 1, seconds, fraction, 0, pts))
  return Buffer.concat([...(prftMs === null ? [] : [prft]), moof, box('mdat', payload)])
}

/** The same as the reader gives it. */
export function readDrawn(...chunks: Buffer[]): BoxEvent[] {
  const reader = createBoxReader()
  return chunks.flatMap((chunk) => reader.push(chunk))
}

export function readInit(bytes: Buffer = drawInit()): InitSegment {
  const [event] = readDrawn(bytes)
  if (event?.kind !== 'init') throw new Error('No init segment was drawn')
  return event.init
}

/** A sample of a drawn connection: captured and arrived at `at`. */
export function drawSample(at: number, drawn: DrawnSample): Sample {
  const [, event] = readDrawn(drawInit(), drawFragment(drawn))
  if (event?.kind !== 'fragment') throw new Error('No fragment was drawn')
  const fragment: Fragment = event.fragment
  const sha256 = createHash('sha256').update(fragment.bytes).digest('hex')
  return { ...fragment, at, arrivedAt: at + 40, sha256, clock: { source: 'camera-ntp', offsetMs: -3 } }
}

/** `seconds` of a drawn connection at 25 pictures a second with a key frame every second. */
export const drawStretch = (startAt: number, seconds: number): Sample[] =>
  Array.from({ length: seconds * 25 }, (_, i) =>
    drawSample(startAt + i * 40, { pts: i * 3600, isKey: i % 25 === 0 }),
  )
