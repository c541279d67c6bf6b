/** Seconds from 1900 (NTP) to 1970. */
const ntpToUnixSeconds = 2_208_988_800

/** What a camera says about its clock: at `atMs` on it, the RTP time stamp was this. */
export interface SenderReport {
  readonly ssrc: number
  readonly atMs: number
  readonly timestamp: number
  readonly packets: number
  readonly bytes: number
}

/** An RTCP sender report (RFC 3550 §6.4.1) in an interleaved frame on channel 1. */
export function senderReport({ ssrc, atMs, timestamp, packets, bytes }: SenderReport): Buffer {
  const frame = Buffer.alloc(32)
  frame[0] = 0x24
  frame[1] = 1
  frame.writeUInt16BE(28, 2)
  frame[4] = 0x80
  frame[5] = 200
  frame.writeUInt16BE(6, 6)
  frame.writeUInt32BE(ssrc, 8)
  frame.writeUInt32BE((Math.floor(atMs / 1000) + ntpToUnixSeconds) >>> 0, 12)
  frame.writeUInt32BE(Math.floor(((((atMs % 1000) + 1000) % 1000) / 1000) * 2 ** 32) >>> 0, 16)
  frame.writeUInt32BE(timestamp >>> 0, 20)
  frame.writeUInt32BE(packets >>> 0, 24)
  frame.writeUInt32BE(bytes >>> 0, 28)
  return frame
}
