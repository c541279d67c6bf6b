import type { Raster } from './raster.ts'

/** Binary portable pixmaps (netpbm P6, 8 bits), one after the other, as ffmpeg writes them: they carry their own size. */
export function readPixmaps(bytes: Buffer): Raster[] {
  const rasters: Raster[] = []
  for (let at = 0; at < bytes.length;) {
    const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.toString('latin1', at, at + 40))
    if (!head) throw new Error(`no pixmap at byte ${at}`)
    const [width, height] = [Number(head[1]), Number(head[2])]
    const start = at + head[0].length
    at = start + width * height * 3
    if (at > bytes.length) throw new Error('the last pixmap is cut off')
    rasters.push({ width, height, data: bytes.subarray(start, at) })
  }
  return rasters
}
