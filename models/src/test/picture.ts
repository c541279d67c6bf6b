import { readPictures } from '../raster/ffmpeg.ts'
import type { Raster } from '../raster/raster.ts'

const ffmpeg = process.env.FFMPEG_PATH ?? 'ffmpeg'

/** The pictures of a film, `fps` a second. */
export const picturesOf = (path: string, fps: number): Promise<Raster[]> => readPictures(ffmpeg, path, fps)

/** One photograph. */
export async function pictureOf(path: string): Promise<Raster> {
  const [picture] = await readPictures(ffmpeg, path)
  if (!picture) throw new Error(`no picture in ${path}`)
  return picture
}
