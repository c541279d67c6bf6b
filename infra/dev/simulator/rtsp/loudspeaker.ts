import { createHash } from 'node:crypto'

/** What came out of a camera's loudspeaker in one session. */
export interface Played {
  /** Of its first sample and of its last, epoch ms. */
  readonly fromAt: number
  readonly toAt: number
  /** 16-bit samples, 8 kHz, as they were heard. */
  readonly samples: Int16Array
  /** Of the samples, little endian. */
  readonly sha256: string
  /** RTP sequence numbers that never came. */
  readonly lost: number
}

/** The loudspeaker of a drawn camera: it keeps what was played. */
export interface Loudspeaker {
  readonly played: () => readonly Played[]
  /** One session; `packet` takes RTP, `end` closes it. */
  readonly open: (now: () => number) => { packet(rtp: Buffer): void; end(): void }
}

/** A µ-law byte as a 16-bit sample (ITU-T G.711). */
function fromMuLaw(byte: number): number {
  const inverted = ~byte & 0xff
  const exponent = (inverted >> 4) & 7
  const magnitude = ((((inverted & 0x0f) << 3) + 0x84) << exponent) - 0x84
  return inverted & 0x80 ? -magnitude : magnitude
}

/** An A-law byte as a 16-bit sample. */
function fromALaw(byte: number): number {
  const inverted = byte ^ 0x55
  const exponent = (inverted >> 4) & 7
  const mantissa = (inverted & 0x0f) << 4
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1)
  return inverted & 0x80 ? magnitude : -magnitude
}

const mostKept = 20

export function createLoudspeaker(): Loudspeaker {
  const kept: Played[] = []
  return {
    played: () => kept,
    open(now) {
      const samples: number[] = []
      let [fromAt, toAt, lost] = [0, 0, 0]
      let last: number | null = null
      return {
        packet(rtp) {
          if (rtp.length < 12 || rtp.readUInt8(0) >> 6 !== 2) return
          const sequence = rtp.readUInt16BE(2)
          if (last !== null) lost += (sequence - last - 1) & 0xffff
          last = sequence
          if (samples.length === 0) fromAt = now()
          toAt = now()
          const isALaw = (rtp.readUInt8(1) & 0x7f) === 8
          for (const byte of rtp.subarray(12)) samples.push(isALaw ? fromALaw(byte) : fromMuLaw(byte))
        },
        end() {
          if (samples.length === 0) return
          const heard = Int16Array.from(samples)
          const sha256 = createHash('sha256').update(Buffer.from(heard.buffer)).digest('hex')
          kept.push({ fromAt, toAt, samples: heard, sha256, lost })
          samples.length = 0
          if (kept.length > mostKept) kept.shift()
        },
      }
    },
  }
}
