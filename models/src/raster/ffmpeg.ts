import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ModelError } from '../model-error.ts'
import { readPixmaps } from './pixmap.ts'
import type { Raster } from './raster.ts'

/** What ffmpeg writes to its pipe; `picture_unreadable`, with its words, where it fails. */
export async function ffmpegBytes(ffmpeg: string, args: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await promisify(execFile)(ffmpeg, ['-v', 'error', ...args, 'pipe:1'], {
      encoding: 'buffer',
      maxBuffer: 2e9,
    })
    return stdout
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new ModelError(
      'picture_unreadable',
      { reason: (said || String(cause)).replaceAll('\n', ' ') },
      { cause },
    )
  }
}

/** The pictures of a photograph or film at their own size; `fps` a second, all of them where absent. */
export async function readPictures(ffmpeg: string, path: string, fps?: number): Promise<Raster[]> {
  const rate = fps ? ['-vf', `fps=${fps}`] : []
  return readPixmaps(await ffmpegBytes(ffmpeg, ['-i', path, ...rate, '-f', 'image2pipe', '-c:v', 'ppm']))
}
