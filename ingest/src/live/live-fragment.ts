import type { Sample } from '../sources/rtsp/capture.ts'
import { boxesIn } from '../media/iso-box.ts'

/** NTP counts from 1900 (RFC 5905 §6). */
const ntpEpochSeconds = 2_208_988_800
const stampBytes = 32
/** "The time is that of capture" (ISO/IEC 14496-12 §8.16.5). */
const captured = 24

/** A fragment as a viewer gets it: the sample's capture time in a `prft` in front, then `moof` and `mdat` as received. */
export function toLiveFragment({ bytes, at, pts }: Pick<Sample, 'bytes' | 'at' | 'pts'>): Buffer {
  const stamp = Buffer.alloc(stampBytes)
  stamp.writeUInt32BE(stampBytes, 0)
  stamp.write('prft', 4, 'latin1')
  stamp.writeUInt32BE(((1 << 24) | captured) >>> 0, 8)
  stamp.writeUInt32BE(1, 12)
  stamp.writeUInt32BE(Math.floor(at / 1000) + ntpEpochSeconds, 16)
  stamp.writeUInt32BE(Math.floor(((at % 1000) / 1000) * 2 ** 32), 20)
  stamp.writeBigUInt64BE(BigInt(Math.max(0, pts)), 24)
  return Buffer.concat([stamp, bytes.subarray(startOfMoof(bytes))])
}

/** What the camera's own `prft` says stays out: its clock may be an hour off. */
function startOfMoof(bytes: Buffer): number {
  for (const { type, start } of boxesIn(bytes, 0, bytes.length)) if (type === 'moof') return start - 8
  return 0
}
