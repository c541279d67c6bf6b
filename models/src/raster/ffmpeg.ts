import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ModelError } from '../model-error.ts'
import { readPixmaps } from './pixmap.ts'
import type { Raster } from './raster.ts'

/** What ffmpeg writes to its pipe; `picture_unreadable`, naming the file, where it fails: its words are in the cause. */
export async function ffmpegBytes(ffmpeg: string, args: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await promisify(execFile)(ffmpeg, ['-v', 'error', ...args, 'pipe:1'], {
      encoding: 'buffer',
      maxBuffer: 2e9,
    })
    return stdout
  } catch (cause) {
    const file = args[args.indexOf('-i') + 1] ?? ''
    throw new ModelError('picture_unreadable', { file }, { cause })
  }
}

/** Of whatever depth a picture is. */
const eightBits = ['-f', 'image2pipe', '-c:v', 'ppm', '-pix_fmt', 'rgb24']

/** The pictures of a photograph or film at their own size; `fps` a second, all of them where absent. */
export async function readPictures(ffmpeg: string, path: string, fps?: number): Promise<Raster[]> {
  const rate = fps ? ['-vf', `fps=${fps}`] : []
  return readPixmaps(await ffmpegBytes(ffmpeg, ['-i', path, ...rate, ...eightBits]))
}
