import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { readWhole } from '../boxes.ts'
import { boxesIn } from '../iso-box.ts'
import { ffmpegPath } from './media.ts'

/** What every picture of a coded film says of itself: 8 by 5 patches, black or white, one bit each. */
export interface Coded {
  readonly source: number
  readonly number: number
}

const columns = 8
const rows = 5
const sourceBits = 6
const numberBits = 14
const checkBits = columns * rows - sourceBits - numberBits

/** Grey code: of two numbers that follow each other one bit differs. */
const toGreyCode = (value: number): number => value ^ (value >> 1)

function bitsOf({ source, number }: Coded): boolean[] {
  const digest = createHash('sha256').update(`${source}:${number}`).digest()
  const word = (value: number, bits: number) =>
    Array.from({ length: bits }, (_, i) => ((value >> (bits - 1 - i)) & 1) === 1)
  return [
    ...word(source, sourceBits),
    ...word(toGreyCode(number), numberBits),
    ...word(digest.readUInt32BE(0) >>> (32 - checkBits), checkBits),
  ]
}

function drawPicture(coded: Coded, { width, height }: Size): Buffer {
  const bits = bitsOf(coded)
  const luma = Buffer.alloc((width * height * 3) / 2, 128)
  for (let y = 0; y < height; y++)
    for (let column = 0; column < columns; column++) {
      const [from, to] = [column, column + 1].map((edge) => Math.ceil((edge * width) / columns))
      const isWhite = bits[Math.floor((y * rows) / height) * columns + column]
      luma.fill(isWhite ? 200 : 50, y * width + (from ?? 0), y * width + (to ?? 0))
    }
  return luma
}

/** What a picture (rgb24) says of itself, by the middle of each patch; null where that is not a code: it was damaged. */
export function readCoded(picture: Buffer, { width, height }: Size): Coded | null {
  const bits = Array.from({ length: columns * rows }, (_, i) => {
    const x = Math.floor((((i % columns) + 0.5) * width) / columns)
    const y = Math.floor(((Math.floor(i / columns) + 0.5) * height) / rows)
    return (picture[(y * width + x) * 3] ?? 0) > 127
  })
  const valueOf = (from: number, count: number) =>
    bits.slice(from, from + count).reduce((value, bit) => value * 2 + (bit ? 1 : 0), 0)
  const source = valueOf(0, sourceBits)
  let number = valueOf(sourceBits, numberBits)
  for (let shift = number >> 1; shift > 0; shift >>= 1) number ^= shift
  const isCode = bitsOf({ source, number }).every((bit, i) => bit === bits[i])
  return isCode ? { source, number } : null
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface CodedFilm extends Size {
  readonly path: string
  readonly source: number
  /** The picture numbers are `from`, `from + 1`, .. */
  readonly from: number
  readonly count: number
  readonly codec: 'libx264' | 'libx265'
}

/** Draws and encodes a film: 25 pictures a second, a key frame every second. */
export async function makeCodedFilm({
  path,
  source,
  from,
  count,
  width,
  height,
  codec,
}: CodedFilm): Promise<void> {
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    `${width}x${height}`,
    '-r',
    '25',
    '-i',
    'pipe:0',
  ]
  const own =
    codec === 'libx265' ? ['-x265-params', 'log-level=error:scenecut=0:pools=1'] : ['-sc_threshold', '0']
  const shape = ['-preset', 'ultrafast', '-crf', '28', '-g', '25', '-bf', '0', '-threads', '1', ...own]
  const args = [
    '-v',
    'error',
    '-y',
    ...raw,
    '-c:v',
    codec,
    ...shape,
    '-tag:v',
    codec === 'libx265' ? 'hvc1' : 'avc1',
  ]
  const child = spawn(ffmpegPath, [...args, path], { stdio: ['pipe', 'inherit', 'inherit'] })
  for (let i = 0; i < count; i++) {
    const isTaken = child.stdin.write(drawPicture({ source, number: from + i }, { width, height }))
    if (!isTaken) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`${path} could not be encoded`)
}

/** The bytes of a fragment that are the picture itself, whatever stands around them, as a name. */
export function pictureName(fragment: Buffer): string {
  for (const { type, start, end } of boxesIn(fragment, 0, fragment.length))
    if (type === 'mdat') return createHash('sha256').update(fragment.subarray(start, end)).digest('hex')
  throw new Error('A fragment without a picture')
}

/** Which number is drawn into which picture, by `pictureName`; of a film written as fragments. */
export async function numbersOf(fragmented: string, from: number): Promise<Map<string, number>> {
  const { fragments } = readWhole(await readFile(fragmented))
  return new Map(fragments.map(({ bytes }, i) => [pictureName(bytes), from + i]))
}
