import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { filmCache } from '../simulator/film-cache.ts'
import { startCameras } from '../stack/cameras.ts'

/** The film of the pavement as the simulator keeps it; drawn first where it is not there. */
export async function pavementFilm(): Promise<string> {
  await (await startCameras({ scenes: ['pavement'] })).stop()
  const films = readdirSync(filmCache)
    .filter((name) => name.startsWith('pavement-street-'))
    .map((name) => join(filmCache, name, 'main.h264'))
  // Films of earlier drawings may lie there too.
  const [newest] = films.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  if (!newest) throw new Error(`no film of the pavement in ${filmCache}`)
  return newest
}

/** A minute of the pavement with its key frames so far apart, coded evenly. */
export async function streetFilm(dir: string, keySeconds: number): Promise<string> {
  const file = join(dir, `street-${keySeconds}.mp4`)
  const ffmpeg = process.env['FFMPEG_PATH'] ?? 'ffmpeg'
  const group = String(keySeconds * 25)
  await promisify(execFile)(ffmpeg, [
    '-v',
    'error',
    '-y',
    '-r',
    '25',
    '-i',
    await pavementFilm(),
    '-t',
    '60',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-tune',
    'zerolatency',
    '-crf',
    '24',
    '-g',
    group,
    '-keyint_min',
    group,
    '-sc_threshold',
    '0',
    '-bf',
    '0',
    file,
  ])
  return file
}

const stillSeconds = 20

/** The pavement standing still, with a sensor's noise: 1080p25, a key frame every two seconds; and its rate. */
export async function stillFilm(dir: string): Promise<{ file: string; mbps: number }> {
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
  const input = ['-loop', '1', '-framerate', '25', '-i', picture, '-t', String(stillSeconds)]
  const noise = ['-vf', 'noise=alls=6:allf=t,format=yuv420p']
  // Evenly, as a camera's own encoder does: no look-ahead, one quality. Much finer, and it would encode the noise itself.
  const rate = ['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-crf', '24.6']
  const groups = ['-g', '50', '-keyint_min', '50', '-sc_threshold', '0', '-bf', '0']
  await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', ...input, ...noise, ...rate, ...groups, file])
  return { file, mbps: (statSync(file).size * 8) / stillSeconds / 1e6 }
}
