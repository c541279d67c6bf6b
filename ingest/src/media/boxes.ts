import { CodedError } from '@sightline/infra/platform/error'
import { type InitSegment, parseInit } from './init-segment.ts'
import { childBox, flagsOf, type IsoBox, readUint64, typeCode, versionOf } from './iso-box.ts'

/** One sample as it left the camera. Times are in ticks of the init segment's timescale. */
export interface Fragment {
  /** `prft` + `moof` + `mdat`, untouched, as received. */
  readonly bytes: Buffer
  /** Presentation time: decode time plus composition offset. The name of the picture within its connection. */
  readonly pts: number
  readonly durationTicks: number
  readonly isKey: boolean
  readonly sampleBytes: number
  /** The sender's wall clock (epoch ms, with fractions), or null where it sent none. Trust it by `capture-clock` only. */
  readonly prftMs: number | null
}

export type BoxEvent =
  | { readonly kind: 'init'; readonly init: InitSegment }
  | { readonly kind: 'fragment'; readonly fragment: Fragment }

/** The longest box of each kind. A 4K key frame is 1-2 MB; more than this is not a camera but an error. */
const LONGEST: Readonly<Record<string, number>> = {
  ftyp: 1 << 10,
  styp: 1 << 10,
  moov: 1 << 20,
  prft: 1 << 8,
  moof: 1 << 20,
  mdat: 1 << 25,
  sidx: 1 << 20,
  emsg: 1 << 20,
  free: 1 << 20,
  skip: 1 << 20,
  mfra: 1 << 25,
}
const longestByCode = new Map(Object.entries(LONGEST).map(([type, bytes]) => [typeCode(type), bytes]))
/** What stands before a group without belonging to it. */
const padding = new Set(['mfra', 'free', 'skip'].map(typeCode))
const codes = {
  moov: typeCode('moov'),
  moof: typeCode('moof'),
  mdat: typeCode('mdat'),
  prft: typeCode('prft'),
  traf: typeCode('traf'),
  tfhd: typeCode('tfhd'),
  tfdt: typeCode('tfdt'),
  trun: typeCode('trun'),
}
/** NTP counts from 1900 (RFC 5905 §6). */
const NTP_EPOCH_S = 2_208_988_800

/**
 * Cuts a byte stream into init segments and fragments however it was chunked. What arrives whole is not copied: a fragment's
 * bytes are a part of the chunk it came in. Absurd sizes and unknown boxes are refused at their header.
 */
export function createBoxReader(): { push(chunk: Buffer): BoxEvent[] } {
  let pending: Buffer[] = []
  let have = 0
  let need = 8
  let init: InitSegment | null = null

  function toEvent(bytes: Buffer, kind: BoxEvent['kind']): BoxEvent {
    if (kind === 'init') return { kind, init: (init = parseInit(bytes)) }
    if (!init) throw new CodedError('box_out_of_order', { type: 'mdat' })
    return { kind, fragment: parseFragment(bytes, init.defaults) }
  }

  return {
    push(chunk) {
      pending.push(chunk)
      have += chunk.length
      const events: BoxEvent[] = []
      if (have < need) return events
      const bytes = pending.length === 1 ? chunk : Buffer.concat(pending, have)
      let at = 0
      let group = findGroup(bytes, at)
      while (group.kind !== null) {
        events.push(toEvent(bytes.subarray(group.start, group.end), group.kind))
        at = group.end
        group = findGroup(bytes, at)
      }
      pending = at === bytes.length ? [] : [bytes.subarray(at)]
      have = bytes.length - at
      need = group.end - at
      return events
    },
  }
}

/** Boxes that belong together: up to a `moov`, or up to an `mdat`. `kind` is null while `end` has not arrived. */
interface Group {
  readonly kind: BoxEvent['kind'] | null
  readonly start: number
  readonly end: number
}

function findGroup(bytes: Buffer, from: number): Group {
  let start = from
  let at = from
  while (at + 8 <= bytes.length) {
    const code = bytes.readUInt32BE(at + 4)
    const end = at + sizeOf(bytes, at, code)
    if (end > bytes.length) return { kind: null, start, end }
    if (code === codes.moov) return { kind: 'init', start, end }
    if (code === codes.mdat) return { kind: 'fragment', start, end }
    if (at === start && padding.has(code)) start = end
    at = end
  }
  return { kind: null, start, end: at + 8 }
}

function sizeOf(bytes: Buffer, at: number, code: number): number {
  const size = bytes.readUInt32BE(at)
  const longest = longestByCode.get(code)
  if (longest !== undefined && size >= 8 && size <= longest) return size
  const type = bytes.toString('latin1', at + 4, at + 8)
  if (longest === undefined) throw new CodedError('box_unknown', { type: type.replace(/[^\w ]/g, '?') })
  throw new CodedError('box_size_absurd', { type, bytes: size })
}

function parseFragment(bytes: Buffer, defaults: InitSegment['defaults']): Fragment {
  const file = { type: 'file', start: 0, end: bytes.length }
  const traf = needChild(bytes, needChild(bytes, file, 'moof'), 'traf')
  const header = parseTrackHeader(bytes, needChild(bytes, traf, 'tfhd'), defaults)
  const tfdt = needChild(bytes, traf, 'tfdt')
  const decodeAt =
    versionOf(bytes, tfdt) === 1 ? readUint64(bytes, tfdt.start + 4) : bytes.readUInt32BE(tfdt.start + 4)
  const run = parseRun(bytes, needChild(bytes, traf, 'trun'), header)
  return {
    bytes,
    pts: decodeAt + run.composition,
    durationTicks: run.duration,
    isKey: (run.flags & 0x1_00_00) === 0,
    sampleBytes: run.size,
    prftMs: parseProducerTime(bytes, childBox(bytes, file, codes.prft)),
  }
}

function needChild(bytes: Buffer, within: IsoBox, type: keyof typeof codes): IsoBox {
  const found = childBox(bytes, within, codes[type])
  if (!found) throw new CodedError('box_missing', { path: type })
  return found
}

/** `tfhd` (§8.8.7): optional fields in the order of their flags, over the defaults of the track. */
function parseTrackHeader(
  bytes: Buffer,
  tfhd: IsoBox,
  defaults: InitSegment['defaults'],
): InitSegment['defaults'] {
  const flags = flagsOf(bytes, tfhd)
  let at = tfhd.start + 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0)
  let { duration, size, flags: own } = defaults
  if (flags & 0x8) [duration, at] = [bytes.readUInt32BE(at), at + 4]
  if (flags & 0x10) [size, at] = [bytes.readUInt32BE(at), at + 4]
  if (flags & 0x20) own = bytes.readUInt32BE(at)
  return { duration, size, flags: own }
}

/** `trun` (§8.8.8) of exactly one sample: capture asks for a fragment per sample, so that each has its own arrival. */
function parseRun(bytes: Buffer, trun: IsoBox, track: InitSegment['defaults']) {
  const present = flagsOf(bytes, trun)
  const samples = bytes.readUInt32BE(trun.start + 4)
  if (samples !== 1) throw new CodedError('fragment_not_one_sample', { samples })
  let at = trun.start + 8 + (present & 1 ? 4 : 0)
  let { duration, size, flags } = track
  let composition = 0
  if (present & 0x4) [flags, at] = [bytes.readUInt32BE(at), at + 4]
  if (present & 0x1_00) [duration, at] = [bytes.readUInt32BE(at), at + 4]
  if (present & 0x2_00) [size, at] = [bytes.readUInt32BE(at), at + 4]
  if (present & 0x4_00) [flags, at] = [bytes.readUInt32BE(at), at + 4]
  if (present & 0x8_00) composition = bytes.readInt32BE(at)
  return { duration, size, flags, composition }
}

/** `prft` (§8.16.5): 32.32 fixed-point NTP seconds to epoch ms. */
function parseProducerTime(bytes: Buffer, prft: IsoBox | null): number | null {
  if (!prft) return null
  const seconds = bytes.readUInt32BE(prft.start + 8) - NTP_EPOCH_S
  return seconds * 1000 + (bytes.readUInt32BE(prft.start + 12) * 1000) / 2 ** 32
}

/** Everything in a finished file of `init` + fragments: one connection's stretch, as `ring` writes it. */
export function readWhole(bytes: Buffer): { init: InitSegment; fragments: Fragment[] } {
  const events = createBoxReader().push(bytes)
  const init = events.find((event) => event.kind === 'init')?.init
  if (!init) throw new CodedError('box_missing', { path: 'moov' })
  return { init, fragments: events.flatMap((event) => (event.kind === 'fragment' ? [event.fragment] : [])) }
}
