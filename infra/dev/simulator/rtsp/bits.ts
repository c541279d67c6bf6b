/** Reads the bits of an H.264 NAL unit's payload; emulation prevention bytes are left out. */
export interface BitReader {
  readonly bits: (count: number) => number
  /** Exp-Golomb, unsigned (9.1). */
  readonly ue: () => number
  readonly se: () => number
}

export function createBitReader(nal: Buffer): BitReader {
  const payload = nal
    .subarray(1)
    .filter((byte, i, all) => !(byte === 3 && all[i - 1] === 0 && all[i - 2] === 0))
  let at = 0
  const bits = (count: number): number => {
    let value = 0
    for (let i = 0; i < count; i++, at++)
      value = value * 2 + (((payload[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
    return value
  }
  const ue = (): number => {
    let zeros = 0
    while (bits(1) === 0 && zeros < 32) zeros++
    return 2 ** zeros - 1 + bits(zeros)
  }
  const se = (): number => {
    const code = ue()
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2
  }
  return { bits, ue, se }
}

/** Fixed-length bits, most significant first. */
export const fixed = (value: number, count: number): string =>
  value.toString(2).padStart(count, '0').slice(-count)

/** Exp-Golomb, unsigned (9.1). */
export const golomb = (value: number): string => {
  const binary = (value + 1).toString(2)
  return '0'.repeat(binary.length - 1) + binary
}

/** A NAL unit of these bits, with the stop bit and emulation prevention. */
export function toNal(header: number, bits: string): Buffer {
  const whole = bits + '1'
  const padded = whole.padEnd(Math.ceil(whole.length / 8) * 8, '0')
  const out = [header]
  let zeros = 0
  for (let i = 0; i < padded.length; i += 8) {
    const byte = Number.parseInt(padded.slice(i, i + 8), 2)
    if (zeros >= 2 && byte <= 3) {
      out.push(3)
      zeros = 0
    }
    out.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return Buffer.from(out)
}
