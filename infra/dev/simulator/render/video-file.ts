import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { encoderVersion, exists, keyOf, madeOnce } from '../film-cache.ts'
import { readAnnexB, type AccessUnit } from '../rtsp/access-units.ts'
import { runEncoder } from './encode.ts'
import { fps, groupFrames } from './groups.ts'
import type { CameraMedia, RenderDeps, StreamMedia } from './render-camera.ts'

const run = promisify(execFile)

/** A file the simulator cannot serve: the code says why, the message which and what to do. */
export class VideoFileError extends Error {
  readonly code: 'video_missing' | 'video_unreadable' | 'video_too_short'
  constructor(code: VideoFileError['code'], message: string) {
    super(message)
    this.code = code
  }
}

interface Probe {
  readonly codec: string
  readonly hasBFrames: boolean
  /** Null where frames do not come evenly. */
  readonly fps: number | null
}

const ratio = (text: string | undefined): number => {
  const [over, under] = (text ?? '0/1').split('/').map(Number)
  return (over ?? 0) / (under ?? 1)
}

async function probe(ffmpegPath: string, file: string): Promise<Probe> {
  const beside = join(dirname(ffmpegPath), 'ffprobe')
  const fields = 'stream=codec_name,has_b_frames,avg_frame_rate,r_frame_rate'
  const options = [
    '-v',
    'error',
    '-select_streams',
    'v:0',
    '-show_entries',
    fields,
    '-of',
    'default=nw=1',
    file,
  ]
  const { stdout } = await run(ffmpegPath === 'ffmpeg' ? 'ffprobe' : beside, options).catch(
    (cause: unknown) => {
      throw new VideoFileError('video_unreadable', `${file}: ffprobe cannot read it (${String(cause)})`)
    },
  )
  const of = new Map(stdout.split('\n').map((line) => [line.split('=')[0] ?? '', line.split('=')[1] ?? '']))
  const codec = of.get('codec_name')
  if (!codec) throw new VideoFileError('video_unreadable', `${file}: there is no picture in it`)
  const [average, nominal] = [ratio(of.get('avg_frame_rate')), ratio(of.get('r_frame_rate'))]
  const isEven = average > 0 && average <= 60 && Math.abs(average - nominal) / average < 0.001
  return { codec, hasBFrames: of.get('has_b_frames') !== '0', fps: isEven ? average : null }
}

/** Whole groups only, so that the loop begins with a key frame at a group's rhythm. */
function wholeGroups(units: readonly AccessUnit[], file: string): readonly AccessUnit[] {
  const whole = units.slice(0, units.length - (units.length % groupFrames))
  if (whole.length === 0) throw new VideoFileError('video_too_short', `${file}: shorter than two seconds`)
  return whole
}

async function read(path: string, rate: number): Promise<StreamMedia> {
  const { units, sps, pps } = readAnnexB(await readFile(path))
  return { sps, pps, fps: rate, loop: units, faults: null }
}

/** Evenly timed H.264 without B-frames can be looped as it is. */
const isServable = (found: Probe): boolean =>
  found.codec === 'h264' && !found.hasBFrames && found.fps !== null

async function convert(
  ffmpegPath: string,
  path: string,
  { folder, untouched }: { folder: string; untouched: boolean },
): Promise<void> {
  const [mainPath, subPath] = [join(folder, 'main.h264'), join(folder, 'sub.h264')]
  await runEncoder({ ffmpegPath, input: ['-i', path], mainPath, subPath }, null)
  if (!untouched) return
  const copy = ['-map', '0:v:0', '-c', 'copy', '-bsf:v', 'h264_mp4toannexb', '-f', 'h264', mainPath]
  await run(ffmpegPath, ['-v', 'error', '-y', '-i', path, ...copy])
}

/**
 * A user's own file as a camera. H.264 without B-frames at an even rate is served untouched as the main stream; anything
 * else is transcoded once. The faults that need a picture of their own (black, covered, shifted) are not available.
 */
export async function loadVideo(deps: RenderDeps, file: string): Promise<CameraMedia & { id: string }> {
  const path = resolve(file)
  if (!(await exists(path))) throw new VideoFileError('video_missing', `${file}: no such file`)
  const { size, mtimeMs } = await stat(path)
  const found = await probe(deps.ffmpegPath, path)
  const untouched = isServable(found)
  const key = keyOf(path, size, mtimeMs, await encoderVersion(deps.ffmpegPath))
  const folder = join(deps.cacheDir, `video-${key}`)
  await madeOnce(folder, async (aside) => {
    deps.onProgress(basename(file), 0)
    await convert(deps.ffmpegPath, path, { folder: aside, untouched })
    deps.onProgress(basename(file), 1)
  })
  const main = await read(join(folder, 'main.h264'), untouched ? (found.fps ?? fps) : fps)
  const sub = await read(join(folder, 'sub.h264'), fps)
  const whole = (media: StreamMedia): StreamMedia => ({ ...media, loop: wholeGroups(media.loop, file) })
  const id =
    basename(file, extname(file))
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-') || 'video'
  return { id, main: untouched ? main : whole(main), sub: whole(sub) }
}
