/** Bits of a NAL unit in order (H.264 §7.2, H.265 §7.2); behind its end everything is 0. */
export interface BitReader {
  /** u(n), at most 32 bits. */
  bits(count: number): number
  skip(count: number): void
  /** ue(v) (§9.1). A code of more than 32 bits is no number a camera sends: NaN. */
  code(): number
}

/** Reads behind so many bytes of header, without the bytes that keep start codes from appearing in the payload. */
export function createBitReader(nal: Buffer, headerBytes: number): BitReader {
  const payload = withoutEmulation(nal.subarray(headerBytes))
  let at = 0
  const bit = (): number => {
    const value = ((payload[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
    at += 1
    return value
  }
  const bits = (count: number): number => {
    let value = 0
    for (let i = 0; i < count; i++) value = value * 2 + bit()
    return value
  }
  return {
    bits,
    skip: (count) => void (at += count),
    code() {
      let zeros = 0
      while (zeros <= 32 && bit() === 0) zeros += 1
      return zeros > 32 ? Number.NaN : 2 ** zeros - 1 + bits(zeros)
    },
  }
}

/** Heads of sets and slices are short: no more than this is read of a NAL unit. */
const READ_BYTES = 256

function withoutEmulation(nal: Buffer): Buffer {
  const head = nal.subarray(0, READ_BYTES)
  const kept = head.filter((byte, i) => !(byte === 3 && i >= 2 && head[i - 1] === 0 && head[i - 2] === 0))
  return Buffer.from(kept)
}
