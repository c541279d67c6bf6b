import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { startCameras } from '../stack/cameras.ts'

/** The film of the pavement as the simulator keeps it; drawn first where it is not there. */
export async function pavementFilm(): Promise<string> {
  await (await startCameras({ scenes: ['pavement'] })).stop()
  const cache = resolve(import.meta.dirname, '../../../.sightline/simulator')
  const film = readdirSync(cache).find((name) => name.startsWith('pavement-street-'))
  return join(cache, film ?? '', 'main.h264')
}

/** Twenty seconds of the pavement standing still, with a sensor's noise: 1080p25, a key frame every two seconds. */
export async function stillFilm(dir: string): Promise<string> {
  const file = join(dir, 'still.mp4')
  const ffmpeg = process.env['FFMPEG_PATH'] ?? 'ffmpeg'
  const picture = join(dir, 'still.png')
  await promisify(execFile)(ffmpeg, [
    '-v',
    'error',
    '-y',
    '-i',
    await pavementFilm(),
    '-frames:v',
    '1',
    picture,
  ])
  const input = ['-loop', '1', '-framerate', '25', '-i', picture, '-t', '20']
  const noise = ['-vf', 'noise=alls=6:allf=t,format=yuv420p']
  // Evenly, as a camera's own encoder does: no look-ahead, one quality for all pictures.
  const rate = ['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-crf', '22']
  const groups = ['-g', '50', '-keyint_min', '50', '-sc_threshold', '0', '-bf', '0']
  await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', ...input, ...noise, ...rate, ...groups, file])
  return file
}
