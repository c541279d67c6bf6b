import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encoderVersion, filmCache, keyOf, madeOnce } from '../../../../infra/dev/simulator/film-cache.ts'
import { startSimulator } from '../../../../infra/dev/simulator/simulator.ts'
import { readWhole } from '../boxes.ts'
import type { Sample } from '../../sources/rtsp/capture.ts'
import type { InitSegment } from '../init-segment.ts'

/** The ffmpeg under test. */
export const ffmpegPath = process.env.FFMPEG_PATH ?? 'ffmpeg'
/** A password with everything that quoting and encoding get wrong. */
export const password = `p'ä/@:%4 ?#"\\w`

/** A folder that is removed when `remove` is called. */
export async function makeFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'sightline-capture-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** 12 s of H.264, 640x360, 25 pictures a second, a key frame every two seconds; its grey tells a picture's place in its group. Drawn once. */
async function makeVideo(): Promise<string> {
  const picture = 'nullsrc=s=640x360:r=25:d=12,geq=lum=mod(N*4\\,200)+20:cb=128:cr=128,format=yuv420p'
  const args = ['-f', 'lavfi', '-i', picture, '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50']
  const recipe = [...args, '-bf', '0', '-crf', '12']
  const folder = join(filmCache, `greys-${keyOf(recipe, await encoderVersion(ffmpegPath))}`)
  const draw = (aside: string) =>
    promisify(execFile)(ffmpegPath, ['-v', 'error', '-y', ...recipe, join(aside, 'camera.mp4')])
  await madeOnce(folder, async (aside) => void (await draw(aside)))
  return join(folder, 'camera.mp4')
}

/** One camera of the simulator that serves `makeVideo`. */
export async function startCamera() {
  const video = await makeVideo()
  const simulator = await startSimulator({
    scenes: [],
    videos: [video],
    users: { camera: { user: 'viewer', password } },
    ffmpegPath,
  })
  const [camera] = simulator.cameras
  if (!camera) throw new Error('The simulator serves no camera')
  return { simulator, stream: { url: camera.mainUrl, user: camera.user, password: camera.password } }
}

/** Polls until the condition holds; fails by its name when it never does. The bound is for what hangs, not for what is slow. */
export async function until(name: string, holds: () => boolean, timeoutMs = 60_000): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Never came: ${name}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** As `until`, of work that a busy machine does slowly: patient as long as the count grows, however slowly. */
export async function untilDone(name: string, count: () => number, holds: () => boolean): Promise<void> {
  let last = -1
  while (!holds()) {
    await until(`${name}, more than ${last}`, () => holds() || count() > last)
    last = count()
  }
}

/** `makeVideo` as capture would deliver it: a fragment per sample, captured from `startAt` on. */
export async function makeSamples(
  dir: string,
  startAt: number,
): Promise<{ init: InitSegment; samples: Sample[] }> {
  const video = await makeVideo()
  const shape = [
    '-movflags',
    'frag_every_frame+empty_moov+default_base_moof',
    '-f',
    'mp4',
    join(dir, 'whole.mp4'),
  ]
  await promisify(execFile)(ffmpegPath, ['-v', 'error', '-y', '-i', video, '-c', 'copy', ...shape])
  const { init, fragments } = readWhole(await readFile(join(dir, 'whole.mp4')))
  const clock = { source: 'server-arrival', offsetMs: null } as const
  const samples = fragments.map((fragment, i): Sample => {
    const at = startAt + i * 40
    return {
      ...fragment,
      at,
      arrivedAt: at,
      clock,
      sha256: createHash('sha256').update(fragment.bytes).digest('hex'),
    }
  })
  return { init, samples }
}

/** Which picture of its group this grey is: limited-range luma to full-range grey, undone. */
export const numberOf = (grey: number): number => Math.max(0, Math.round(((grey * 219) / 255 + 16 - 20) / 4))
