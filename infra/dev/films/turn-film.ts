import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { encoderVersion, keyOf, madeOnce } from '../simulator/film-cache.ts'
import type { Film } from './film.ts'
import { filmsDir } from './get-film.ts'

const run = promisify(execFile)
const ffmpegPath = process.env['FFMPEG_PATH'] ?? 'ffmpeg'

/** As a camera codes: at an even rate, a key frame every two seconds, no B-frames; good enough to change nothing. */
const codingAt = (fps: number): string[] => [
  '-an',
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-crf',
  '18',
  '-bf',
  '0',
  '-g',
  String(2 * fps),
  '-keyint_min',
  String(2 * fps),
  '-sc_threshold',
  '0',
  '-pix_fmt',
  'yuv420p',
]
/** One copy after the other, the second from its end to its begin. Both are held in memory: a minute of small pictures. */
const thereAndBack = '[0:v]split[a][b];[b]reverse[c];[a][c]concat=n=2:v=1[v]'

/** The film as a camera would send it, in a loop; made once. Its own pictures a second are kept. */
export async function turnFilm(
  file: string,
  { turning, fps }: Pick<Film, 'turning' | 'fps'>,
): Promise<string> {
  const { size, mtimeMs } = await stat(file)
  const key = keyOf(file, size, mtimeMs, turning, fps, codingAt(fps), await encoderVersion(ffmpegPath))
  const folder = join(filmsDir, 'turned', key)
  const name = `${basename(file).replace(/\.\w+$/, '')}.mp4`
  await madeOnce(folder, async (aside) => {
    const graph = turning === 'forwards' ? [] : ['-filter_complex', thereAndBack, '-map', '[v]']
    const rate = ['-r', String(fps)]
    await run(ffmpegPath, [
      '-v',
      'error',
      '-y',
      '-i',
      file,
      ...graph,
      ...rate,
      ...codingAt(fps),
      join(aside, name),
    ])
  })
  return join(folder, name)
}
