import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encoderVersion, keyOf, madeOnce } from '../simulator/film-cache.ts'
import { type Film, type FilmPacket, toFilm } from './film.ts'
import type { FilmRecipe } from './film-recipes.ts'

const run = promisify(execFile)

export interface DrawDeps {
  readonly cacheDir: string
  readonly ffmpegPath: string
}

/** A film, drawn once and kept by what it was drawn from. */
export async function drawFilm({ cacheDir, ffmpegPath }: DrawDeps, recipe: FilmRecipe): Promise<Film> {
  const key = keyOf(toArguments(recipe), await encoderVersion(ffmpegPath))
  const kept = join(cacheDir, `film-${key}`)
  const codec = recipe.codec === 'libx265' ? 'h265' : 'h264'
  await madeOnce(kept, (aside) => draw(ffmpegPath, recipe, aside))
  const listed = JSON.parse(await readFile(join(kept, 'packets.json'), 'utf8')) as { packets: FilmPacket[] }
  return toFilm(codec, await readFile(join(kept, `film.${codec}`)), listed.packets)
}

async function draw(ffmpegPath: string, recipe: FilmRecipe, building: string): Promise<void> {
  const whole = join(building, 'film.mp4')
  const [codec, filter] = recipe.codec === 'libx265' ? ['h265', 'hevc'] : ['h264', 'h264']
  const raw = ['-bsf:v', `${filter}_mp4toannexb`, '-f', filter, join(building, `film.${codec}`)]
  await run(ffmpegPath, ['-v', 'error', ...toArguments(recipe), whole])
  await run(ffmpegPath, ['-v', 'error', '-i', whole, '-c', 'copy', ...raw])
  const list = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time,dts_time,flags']
  const ffprobe = ffmpegPath.replace(/ffmpeg$/, 'ffprobe')
  await run(ffprobe, [...list, '-of', 'json', '-o', join(building, 'packets.json'), whole])
}

function toArguments(recipe: FilmRecipe): string[] {
  const { size, fps, seconds, codec, group, bFrames, pixels, coder } = recipe
  const picture = `${recipe.draw}${recipe.draw.includes('=') ? ':' : '='}size=${size}:rate=${fps}`
  const own = [`keyint=${group}:min-keyint=${Math.min(group, fps)}:scenecut=0:bframes=${bFrames}`, coder]
  const quiet = codec === 'libx265' ? ['log-level=error'] : []
  return [
    '-f',
    'lavfi',
    '-i',
    picture,
    '-t',
    String(seconds),
    '-vf',
    recipe.filter,
    '-pix_fmt',
    pixels,
    '-c:v',
    codec,
    '-preset',
    bFrames > 0 || coder !== '' ? 'veryfast' : 'ultrafast',
    '-threads',
    '1',
    `-${codec.slice(3)}-params`,
    [...own, ...quiet].filter((one) => one !== '').join(':'),
    ...(codec === 'libx265' ? ['-tag:v', 'hvc1'] : []),
  ]
}
