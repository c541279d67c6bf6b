import type { FilmCodec } from './film.ts'

/** One RTP source: who sends, and the number of its next packet. */
export interface PacketSource {
  readonly ssrc: number
  sequence: number
}

/** Bytes of a NAL unit in one packet. */
const mostBytes = 1300

/** What goes over the interleaved connection (RFC 2326 §10.12). */
function interleaved(channel: number, payload: Buffer): Buffer {
  const head = Buffer.from([0x24, channel, 0, 0])
  head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}

export interface PacketLabel {
  readonly channel: number
  readonly payloadType: number
  readonly stamp: number
  readonly isLast: boolean
}

/** One RTP packet (RFC 3550 §5.1). */
export function rtpPacket(
  source: PacketSource,
  { channel, payloadType, stamp, isLast }: PacketLabel,
  payload: Buffer,
): Buffer {
  const head = Buffer.alloc(12)
  head[0] = 0x80
  head[1] = payloadType | (isLast ? 0x80 : 0)
  head.writeUInt16BE(source.sequence & 0xffff, 2)
  head.writeUInt32BE(toUint32(stamp), 4)
  head.writeUInt32BE(source.ssrc, 8)
  source.sequence += 1
  return interleaved(channel, Buffer.concat([head, payload]))
}

/** All packets of one picture, with the marker on the last. */
export function pictureBytes(
  source: PacketSource,
  { codec, stamp, nals }: { codec: FilmCodec; stamp: number; nals: readonly Buffer[] },
): Buffer {
  const payloads = nals.flatMap((nal) => toPayloads(codec, nal))
  return Buffer.concat(
    payloads.map((payload, i) => {
      const label = { channel: 0, payloadType: 96, stamp, isLast: i === payloads.length - 1 }
      return rtpPacket(source, label, payload)
    }),
  )
}

/** A NAL unit as it is, or in fragmentation units (RFC 6184 §5.8, RFC 7798 §4.4.3). */
function toPayloads(codec: FilmCodec, nal: Buffer): Buffer[] {
  if (nal.length <= mostBytes) return [nal]
  const skip = codec === 'h265' ? 2 : 1
  const payloads: Buffer[] = []
  for (let at = skip; at < nal.length; at += mostBytes) {
    const ends = (at === skip ? 0x80 : 0) | (at + mostBytes >= nal.length ? 0x40 : 0)
    payloads.push(Buffer.concat([unitHead(codec, nal, ends), nal.subarray(at, at + mostBytes)]))
  }
  return payloads
}

function unitHead(codec: FilmCodec, nal: Buffer, ends: number): Buffer {
  const [first = 0, second = 0] = nal
  if (codec === 'h264') return Buffer.from([(first & 0xe0) | 28, ends | (first & 31)])
  return Buffer.from([(first & 0x81) | (49 << 1), second, ends | ((first >> 1) & 63)])
}

const ntpEpochS = 2_208_988_800

/** A sender report (RFC 3550 §6.4.1): at `atMs` on the camera's clock the RTP time stamp was this. Null: all zeros. */
export function senderReport(
  channel: number,
  { ssrc, atMs, stamp }: { ssrc: number; atMs: number | null; stamp: number },
): Buffer {
  const body = Buffer.alloc(28)
  body.writeUInt32BE(0x80_c8_00_06, 0)
  body.writeUInt32BE(ssrc, 4)
  if (atMs !== null) {
    const seconds = Math.floor(atMs / 1000)
    body.writeUInt32BE(toUint32(seconds + ntpEpochS), 8)
    body.writeUInt32BE(toUint32(((atMs - seconds * 1000) / 1000) * 2 ** 32), 12)
  }
  body.writeUInt32BE(toUint32(stamp), 16)
  return interleaved(channel, body)
}

const toUint32 = (value: number): number => Number(BigInt.asUintN(32, BigInt(Math.floor(value))))
