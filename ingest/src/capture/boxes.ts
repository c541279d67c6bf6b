import { CodedError } from '@sightline/infra/platform/error'
import { type InitSegment, parseInit } from './init-segment.ts'
import { findBox, flagsOf, type IsoBox, needBox, readUint64, versionOf } from './iso-box.ts'

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
  ...{ ftyp: 1 << 10, styp: 1 << 10, moov: 1 << 20, prft: 1 << 8, moof: 1 << 20, mdat: 1 << 25 },
  ...{ sidx: 1 << 20, emsg: 1 << 20, free: 1 << 20, skip: 1 << 20, mfra: 1 << 25 },
}
/** NTP counts from 1900 (RFC 5905 §6). */
const NTP_EPOCH_S = 2_208_988_800

/** Cuts a byte stream into whole boxes however it was chunked. Absurd sizes and unknown boxes are refused at their header. */
export function createBoxReader(): { push(chunk: Buffer): BoxEvent[] } {
  let pending: Buffer[] = []
  let have = 0
  let need = 8
  let init: InitSegment | null = null
  let group: Buffer[] = []

  function take(type: string, box: Buffer): BoxEvent | null {
    if (type === 'mfra' || type === 'free' || type === 'skip') return null
    group.push(box)
    if (type !== 'moov' && type !== 'mdat') return null
    const bytes = Buffer.concat(group)
    group = []
    if (type === 'moov') return { kind: 'init', init: (init = parseInit(bytes)) }
    if (!init) throw new CodedError('box_out_of_order', { type })
    return { kind: 'fragment', fragment: parseFragment(bytes, init.defaults) }
  }

  return {
    push(chunk) {
      pending.push(chunk)
      have += chunk.length
      const events: BoxEvent[] = []
      if (have < need) return events
      let rest = Buffer.concat(pending)
      for (let head = headOf(rest); head && rest.length >= head.bytes; head = headOf(rest)) {
        const event = take(head.type, rest.subarray(0, head.bytes))
        if (event) events.push(event)
        rest = rest.subarray(head.bytes)
      }
      pending = [rest]
      have = rest.length
      need = headOf(rest)?.bytes ?? 8
      return events
    },
  }
}

function headOf(bytes: Buffer): { type: string; bytes: number } | null {
  if (bytes.length < 8) return null
  const size = bytes.readUInt32BE(0)
  const type = bytes.toString('latin1', 4, 8)
  const longest = LONGEST[type]
  if (longest === undefined) throw new CodedError('box_unknown', { type: type.replace(/[^\w ]/g, '?') })
  if (size < 8 || size > longest) throw new CodedError('box_size_absurd', { type, bytes: size })
  return { type, bytes: size }
}

function parseFragment(bytes: Buffer, defaults: InitSegment['defaults']): Fragment {
  const file = { type: 'file', start: 0, end: bytes.length }
  const traf = needBox(bytes, file, ['moof', 'traf'])
  const header = parseTrackHeader(bytes, needBox(bytes, traf, ['tfhd']), defaults)
  const tfdt = needBox(bytes, traf, ['tfdt'])
  const decodeAt =
    versionOf(bytes, tfdt) === 1 ? readUint64(bytes, tfdt.start + 4) : bytes.readUInt32BE(tfdt.start + 4)
  const run = parseRun(bytes, needBox(bytes, traf, ['trun']), header)
  return {
    bytes,
    pts: decodeAt + run.composition,
    durationTicks: run.duration,
    isKey: (run.flags & 0x1_00_00) === 0,
    sampleBytes: run.size,
    prftMs: parseProducerTime(bytes, findBox(bytes, file, ['prft'])),
  }
}

/** `tfhd` (§8.8.7): optional fields in the order of their flags, over the defaults of the track. */
function parseTrackHeader(
  bytes: Buffer,
  tfhd: IsoBox,
  defaults: InitSegment['defaults'],
): InitSegment['defaults'] {
  const flags = flagsOf(bytes, tfhd)
  let at = tfhd.start + 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0)
  const next = (flag: number, otherwise: number): number => {
    if ((flags & flag) === 0) return otherwise
    at += 4
    return bytes.readUInt32BE(at - 4)
  }
  return {
    duration: next(0x8, defaults.duration),
    size: next(0x10, defaults.size),
    flags: next(0x20, defaults.flags),
  }
}

/** `trun` (§8.8.8) of exactly one sample: capture asks for a fragment per sample, so that each has its own arrival. */
function parseRun(bytes: Buffer, trun: IsoBox, track: InitSegment['defaults']) {
  const flags = flagsOf(bytes, trun)
  const samples = bytes.readUInt32BE(trun.start + 4)
  if (samples !== 1) throw new CodedError('fragment_not_one_sample', { samples })
  let at = trun.start + 8 + (flags & 1 ? 4 : 0)
  const next = (flag: number, otherwise: number): number => {
    if ((flags & flag) === 0) return otherwise
    at += 4
    return bytes.readUInt32BE(at - 4)
  }
  const first = next(0x4, track.flags)
  const duration = next(0x1_00, track.duration)
  const size = next(0x2_00, track.size)
  const own = next(0x4_00, first)
  return { duration, size, flags: own, composition: next(0x8_00, 0) | 0 }
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
