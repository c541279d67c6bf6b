import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fps, groupFrames } from './groups.ts'

/** One H.264 encoder run: what goes in, and the Annex B files that come out. */
export interface EncodeRun {
  readonly ffmpegPath: string
  readonly input: readonly string[]
  readonly mainPath: string
  readonly subPath: string
}

/**
 * A key frame every group and nowhere else, no B-frames. CAVLC, one reference and no weighting keep the slices simple
 * enough for `skip-slice.ts` to write one.
 */
const coding = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-profile:v',
  'high',
  '-pix_fmt',
  'yuv420p',
  '-bf',
  '0',
  '-g',
  `${groupFrames}`,
  '-keyint_min',
  `${groupFrames}`,
  '-sc_threshold',
  '0',
  '-x264-params',
  'cabac=0:8x8dct=1:deblock=0,0:weightp=0:ref=1:aq-mode=1:forced-idr=1',
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-f',
  'h264',
]

/** The main stream as the input is, at most 4 Mbit/s; the sub stream 640x360 at about 400 kbit/s. */
export function encodeArguments({ input, mainPath, subPath }: EncodeRun): string[] {
  const graph = `[0:v:0]fps=${fps},split[main][large];[large]scale=640:360:flags=bilinear[sub]`
  const main = ['-map', '[main]', ...coding, '-crf', '24', '-maxrate', '4M', '-bufsize', '8M', mainPath]
  const sub = ['-map', '[sub]', ...coding, '-crf', '25', '-maxrate', '400k', '-bufsize', '800k', subPath]
  return ['-v', 'error', '-nostdin', '-y', ...input, '-filter_complex', graph, ...main, ...sub]
}

/** What `encodeRaw` is fed: full-size yuv420p frames on standard input. */
export const rawInput = (width: number, height: number): string[] => [
  '-f',
  'rawvideo',
  '-pix_fmt',
  'yuv420p',
  '-s',
  `${width}x${height}`,
  '-r',
  `${fps}`,
  '-colorspace',
  'bt709',
  '-color_range',
  'tv',
  '-i',
  'pipe:0',
]

/** Runs ffmpeg to its end, feeding it the frames (if any) as fast as it takes them. Throws what ffmpeg complained of. */
export async function runEncoder(run: EncodeRun, frames: AsyncIterable<Buffer> | null): Promise<void> {
  const child = spawn(run.ffmpegPath, encodeArguments(run), { stdio: ['pipe', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-2000)))
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  let broken = false
  child.stdin.on('error', () => (broken = true))
  const feed = async (): Promise<void> => {
    for await (const frame of frames ?? []) {
      if (broken || child.exitCode !== null) return
      if (!child.stdin.write(frame)) await Promise.race([once(child.stdin, 'drain'), exited])
    }
  }
  try {
    await Promise.race([feed(), exited])
  } finally {
    child.stdin.end()
  }
  const code = await exited
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${complaint.trim()}`)
}
