/** G.711 (ITU-T): 16-bit samples as one byte each, by the µ-law (PCMU) or the A-law (PCMA). */
export type Law = 'PCMU' | 'PCMA'

const BIAS = 0x84
const CLIP = 32_635

function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(CLIP, Math.abs(sample)) + BIAS
  const exponent = 31 - Math.clz32(magnitude >> 7)
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

function toALaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80
  const magnitude = Math.min(CLIP, sample < 0 ? -sample - 1 : sample) >> 3
  const exponent = magnitude < 32 ? 0 : 31 - Math.clz32(magnitude >> 4)
  const mantissa = exponent === 0 ? (magnitude >> 1) & 0x0f : (magnitude >> exponent) & 0x0f
  return (sign | (exponent << 4) | mantissa) ^ 0x55
}

const encoders: Readonly<Record<Law, (sample: number) => number>> = { PCMU: toMuLaw, PCMA: toALaw }

/** Every sample by one law. */
export const encodeG711 = (samples: Int16Array, law: Law): Buffer =>
  Buffer.from(Uint8Array.from(samples, encoders[law]))
