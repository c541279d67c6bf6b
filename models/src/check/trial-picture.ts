import sharp from 'sharp'
import { ModelError } from '../model-error.ts'
import type { Raster } from '../raster/raster.ts'

/** The largest that a telephone makes; decoded in a process that nothing else waits for. */
const mostPixels = 64_000_000
const decodeSeconds = 10
/** No model looks at more; sides in pixels. */
const longestSide = 4096
/** Behind what is transparent. */
const grey = { r: 127, g: 127, b: 127 }

/** How the formats begin that a picture may have; null stands for any byte. What draws, moves or refers elsewhere is none of them. */
const beginnings: Record<'jpeg' | 'png' | 'webp', readonly (number | null)[]> = {
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  webp: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
}
const isPicture = (bytes: Uint8Array): boolean =>
  Object.values(beginnings).some((start) => start.every((byte, i) => byte === null || bytes[i] === byte))

/**
 * The picture of a dry run as the models are shown it: 8-bit RGB, upright as its EXIF says, whatever its depth and colours
 * are; of an animation the first picture. `picture_format`, `picture_too_large` or `picture_unreadable` say why not.
 */
export async function decodeTrialPicture(bytes: Uint8Array): Promise<Raster> {
  if (!isPicture(bytes)) throw new ModelError('picture_format', {})
  try {
    return await decode(bytes)
  } catch (cause) {
    if (cause instanceof ModelError) throw cause
    throw new ModelError('picture_unreadable', {}, { cause })
  }
}

async function decode(bytes: Uint8Array): Promise<Raster> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (width * height > mostPixels)
    throw new ModelError('picture_too_large', {
      megapixels: Math.round((width * height) / 1e6),
      most: mostPixels / 1e6,
    })
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels })
    .timeout({ seconds: decodeSeconds })
    .rotate()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: grey })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`${info.channels} channels`)
  return { data, width: info.width, height: info.height }
}
