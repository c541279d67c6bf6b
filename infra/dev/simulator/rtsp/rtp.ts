/** Bytes of payload in one packet: below an Ethernet frame even with tunnel headers. */
const maxPayload = 1400

/** The identity of one stream's packets; shared by all who watch it. `sequence` counts up with every packet. */
export interface RtpSource {
  readonly ssrc: number
  sequence: number
}

/** One packet of a picture in an interleaved frame (RFC 2326 §10.12) on channel 0. */
function packet(
  source: RtpSource,
  { payload, timestamp, marker }: { payload: Buffer; timestamp: number; marker: boolean },
): Buffer {
  const header = Buffer.alloc(16)
  header[0] = 0x24
  header.writeUInt16BE(12 + payload.length, 2)
  header[4] = 0x80
  header[5] = 96 | (marker ? 0x80 : 0)
  header.writeUInt16BE(source.sequence & 0xffff, 6)
  header.writeUInt32BE(timestamp >>> 0, 8)
  header.writeUInt32BE(source.ssrc, 12)
  source.sequence = (source.sequence + 1) & 0xffff
  return Buffer.concat([header, payload])
}

/** A NAL unit as one payload, or as FU-A fragments (RFC 6184 §5.8) where it is longer than a packet. */
export function fragments(nal: Buffer): Buffer[] {
  if (nal.length <= maxPayload) return [nal]
  const first = nal[0] ?? 0
  const indicator = (first & 0xe0) | 28
  const step = maxPayload - 2
  const parts: Buffer[] = []
  for (let at = 1; at < nal.length; at += step) {
    const start = at === 1 ? 0x80 : 0
    const end = at + step >= nal.length ? 0x40 : 0
    parts.push(
      Buffer.concat([Buffer.from([indicator, start | end | (first & 31)]), nal.subarray(at, at + step)]),
    )
  }
  return parts
}

/** A whole picture as one buffer of packets, the marker on the last: written or dropped as one, never torn. */
export function packetise(source: RtpSource, nals: readonly Buffer[], timestamp: number): Buffer {
  const payloads = nals.flatMap(fragments)
  return Buffer.concat(
    payloads.map((payload, i) => packet(source, { payload, timestamp, marker: i === payloads.length - 1 })),
  )
}
