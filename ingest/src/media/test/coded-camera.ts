import { execFile } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type CodedFilm, makeCodedFilm, numbersOf } from './coded-film.ts'
import { ffmpegPath } from './media.ts'

/** A camera whose connections show one film after the other, and a map of which number is drawn into which picture. */
export interface CodedCamera {
  readonly source: number
  /** Stands in for ffmpeg in `runCapture`: reads a film instead of the network, and writes what ffmpeg would write. */
  readonly ffmpegPath: string
  readonly numbers: ReadonlyMap<string, number>
}

/** Between two films the picture's size, and with them the encoder's settings, are other ones. */
const sizes = [
  [
    { width: 320, height: 180 },
    { width: 352, height: 288 },
  ],
  [
    { width: 256, height: 144 },
    { width: 400, height: 224 },
  ],
  [
    { width: 384, height: 216 },
    { width: 320, height: 240 },
  ],
] as const
const pictures = 300
const FRAGMENTED = ['-c', 'copy', '-movflags', 'frag_every_frame+empty_moov+default_base_moof', '-f', 'mp4']

/** `speed`: how many times faster than life it plays. Every fourth camera sends H.265. */
export async function makeCodedCamera(dir: string, source: number, speed: number): Promise<CodedCamera> {
  const codec = source % 4 === 3 ? 'libx265' : 'libx264'
  const numbers = new Map<string, number>()
  const base = join(dir, `camera-${source}`)
  for (const [i, size] of (sizes[source % sizes.length] ?? sizes[0]).entries()) {
    const film: CodedFilm = {
      path: `${base}.${i}.mp4`,
      source,
      from: i * 1000,
      count: pictures,
      codec,
      ...size,
    }
    await makeCodedFilm(film)
    const whole = `${base}.${i}.whole.mp4`
    await promisify(execFile)(ffmpegPath, ['-v', 'error', '-y', '-i', film.path, ...FRAGMENTED, whole])
    for (const [name, number] of await numbersOf(whole, film.from)) numbers.set(name, number)
  }
  await writeFile(base, script(base, speed))
  await chmod(base, 0o755)
  return { source, ffmpegPath: base, numbers }
}

const script = (base: string, speed: number): string => `#!/bin/sh
n=$(cat '${base}.n' 2>/dev/null || echo 0)
echo $((n + 1)) > '${base}.n'
exec '${ffmpegPath}' -v error -readrate ${speed} -i "${base}.$((n % 2)).mp4" ${FRAGMENTED.join(' ')} \\
  -write_prft wallclock -flush_packets 1 pipe:1
`
