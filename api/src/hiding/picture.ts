import sharp, { type Sharp } from 'sharp'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Raster } from './mosaic.ts'

/** High enough that a model learns from the picture, not from its compression. */
const quality = 90
/** Of the box's own sides, left around it in a crop. */
const margin = 0.15
const leastCropPx = 32

/** A decoded picture; null where it is none, or larger than any camera's. */
export async function decodePicture(bytes: Uint8Array): Promise<Raster | null> {
  try {
    const image = sharp(bytes, { limitInputPixels: 50_000_000, failOn: 'truncated' })
    const { data, info } = await image
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return info.channels === 3 ? { width: info.width, height: info.height, data } : null
  } catch (error) {
    // What sharp says of a damaged file is one sentence without a code.
    if (error instanceof Error) return null
    throw error
  }
}

/** A JPEG that says what it was made from. */
export interface Jpeg {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
}

async function encode(image: Sharp, of: string): Promise<Jpeg> {
  const note = { IFD0: { ImageDescription: `derivative of exhibit sha256 ${of}` } }
  const made = image.withExif(note).jpeg({ quality, chromaSubsampling: '4:4:4' })
  const { data: bytes, info } = await made.toBuffer({ resolveWithObject: true })
  return { bytes, width: info.width, height: info.height }
}

const fromRaster = ({ data, width, height }: Raster): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } })

/** The whole picture; `of`: the sha256 of the exhibit that it was made from. */
export const encodePicture = (raster: Raster, of: string): Promise<Jpeg> => encode(fromRaster(raster), of)

/** The part around a box, where it is large enough to be of use. */
export async function encodeCrop(raster: Raster, box: Box, of: string): Promise<Jpeg | null> {
  const side = (from: number, to: number, sizePx: number): { at: number; length: number } => {
    const around = (to - from) * margin
    const at = Math.max(0, Math.floor((from - around) * sizePx))
    return { at, length: Math.min(sizePx, Math.ceil((to + around) * sizePx)) - at }
  }
  const x = side(box.left, box.right, raster.width)
  const y = side(box.top, box.bottom, raster.height)
  if (x.length < leastCropPx || y.length < leastCropPx) return null
  const region = { left: x.at, top: y.at, width: x.length, height: y.length }
  return encode(fromRaster(raster).extract(region), of)
}
