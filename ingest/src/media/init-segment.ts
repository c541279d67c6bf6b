import { createHash } from 'node:crypto'
import { CodedError } from '@sightline/infra/platform/error'
import { boxesIn, findBox, type IsoBox, needBox, versionOf } from './iso-box.ts'

/** `ftyp` + `moov` of one connection: what a player needs before the first fragment. */
export interface InitSegment {
  /** Untouched, as received. */
  readonly bytes: Buffer
  readonly sha256: string
  /** Ticks per second of every time in the fragments. */
  readonly timescale: number
  /** RFC 6381, as `MediaSource.isTypeSupported` wants it. */
  readonly codec: string
  readonly width: number
  readonly height: number
  /** SHA-256 of the decoder configuration (SPS and PPS): equal means the same encoder settings. */
  readonly parametersSha256: string
  /** Flags and duration of samples that carry none of their own (`trex`). */
  readonly defaults: { readonly duration: number; readonly size: number; readonly flags: number }
}

const CONFIGURATIONS: Readonly<Record<string, 'avcC' | 'hvcC'>> = {
  avc1: 'avcC',
  avc3: 'avcC',
  hvc1: 'hvcC',
  hev1: 'hvcC',
}
/** Where the boxes of a visual sample entry begin, counted from the entry's payload (§12.1.3). */
const VISUAL_ENTRY_BYTES = 78

/** Reads an init segment; anything but one H.264 or H.265 track is refused (`codec_unsupported`). */
export function parseInit(bytes: Buffer): InitSegment {
  const file = { type: 'file', start: 0, end: bytes.length }
  const mdhd = needBox(bytes, file, ['moov', 'trak', 'mdia', 'mdhd'])
  const { entry, type: configurationType, payload } = readConfiguration(bytes)
  return {
    bytes,
    sha256: sha256(bytes),
    timescale: bytes.readUInt32BE(mdhd.start + (versionOf(bytes, mdhd) === 1 ? 20 : 12)),
    codec: `${entry.type}.${configurationType === 'avcC' ? payload.toString('hex', 1, 4) : hevcProfile(payload)}`,
    width: bytes.readUInt16BE(entry.start + 24),
    height: bytes.readUInt16BE(entry.start + 26),
    parametersSha256: sha256(payload),
    defaults: parseDefaults(bytes, findBox(bytes, file, ['moov', 'mvex', 'trex'])),
  }
}

/** The sample entry of an init segment, and its decoder configuration (`avcC` or `hvcC`). */
export function readConfiguration(bytes: Buffer) {
  const file = { type: 'file', start: 0, end: bytes.length }
  const stsd = needBox(bytes, file, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'])
  const entry = boxesIn(bytes, stsd.start + 8, stsd.end).next().value as IsoBox | undefined
  const type = CONFIGURATIONS[entry?.type ?? '']
  if (!entry || !type) throw new CodedError('codec_unsupported', { codec: entry?.type ?? 'none' })
  const inner = { ...entry, start: entry.start + VISUAL_ENTRY_BYTES }
  const { start, end } = needBox(bytes, inner, [type])
  return { entry, type, payload: bytes.subarray(start, end) }
}

function parseDefaults(bytes: Buffer, trex: IsoBox | null): InitSegment['defaults'] {
  if (!trex) return { duration: 0, size: 0, flags: 0 }
  return {
    duration: bytes.readUInt32BE(trex.start + 12),
    size: bytes.readUInt32BE(trex.start + 16),
    flags: bytes.readUInt32BE(trex.start + 20),
  }
}

/** ISO/IEC 14496-15 Annex E.3: profile space and number, compatibility bits reversed, tier and level, constraints. */
function hevcProfile(hvcC: Buffer): string {
  const general = hvcC.readUInt8(1)
  const space = ['', 'A', 'B', 'C'][general >> 6] ?? ''
  const compatibility = Number.parseInt(
    hvcC.readUInt32BE(2).toString(2).padStart(32, '0').split('').reverse().join(''),
    2,
  )
  const constraints = [...hvcC.subarray(6, 12)].map((byte) => byte.toString(16))
  while (constraints.at(-1) === '0') constraints.pop()
  const tier = (general >> 5) & 1 ? 'H' : 'L'
  return [
    `${space}${general & 31}`,
    compatibility.toString(16),
    `${tier}${hvcC.readUInt8(12)}`,
    ...constraints,
  ].join('.')
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
