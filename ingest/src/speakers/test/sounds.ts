/** A WAV file (16-bit, one channel) of a tone that rises, so that no stretch of it is like another. */
export function risingTone({ rate, seconds }: { rate: number; seconds: number }): Buffer {
  const count = Math.round(rate * seconds)
  const data = Buffer.alloc(count * 2)
  for (let i = 0; i < count; i++) {
    const t = i / rate
    data.writeInt16LE(Math.round(12_000 * Math.sin(2 * Math.PI * (250 * t + 300 * t * t))), i * 2)
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

/** How alike two sounds are, sample by sample: 1 the same, 0 nothing of one in the other. */
export function likeness(a: Int16Array, b: Int16Array): number {
  const length = Math.min(a.length, b.length)
  let [both, ofA, ofB] = [0, 0, 0]
  for (let i = 0; i < length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0]
    both += x * y
    ofA += x * x
    ofB += y * y
  }
  return both / Math.sqrt(ofA * ofB || 1)
}
