/**
 * In place of a voice where none is installed: a gong, and then a tone of the length at which the words would be said. A text
 * on stdin, a WAV file (16-bit, 8 kHz) on stdout.
 */
const rate = 8000
const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const text = Buffer.concat(chunks).toString('utf8')
const seconds = 1 + Math.min(20, text.length / 4)
const data = Buffer.alloc(Math.round(rate * seconds) * 2)
for (let i = 0; i < data.length / 2; i++) {
  const t = i / rate
  const gong = Math.exp(-4 * t) * Math.sin(2 * Math.PI * 620 * t)
  const words = t > 1 ? 0.3 * Math.sin(2 * Math.PI * (180 + 60 * Math.sin(5 * t)) * t) : 0
  data.writeInt16LE(Math.round(14_000 * (gong + words)), i * 2)
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
process.stdout.write(Buffer.concat([head, data]))
