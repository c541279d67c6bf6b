import sharp from 'sharp'
import { ModelError } from '../model-error.ts'
import type { Raster } from '../raster/raster.ts'

/** More pixels than the pictures of our cameras have take seconds in which the worker's reports are late. */
const mostPixels = 12_000_000
const decodeSeconds = 5

/** How the formats begin that a picture may have; null stands for any byte. What draws, moves or refers elsewhere is none of them. */
const beginnings: Record<'jpeg' | 'png' | 'webp', readonly (number | null)[]> = {
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  webp: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
}
const isPicture = (bytes: Uint8Array): boolean =>
  Object.values(beginnings).some((start) => start.every((byte, i) => byte === null || bytes[i] === byte))

const unreadable = (reason: string, cause?: unknown): ModelError =>
  new ModelError('picture_unreadable', { reason }, { cause })

/** The picture of a dry run: a JPEG, PNG or WebP of at most 12 megapixels; `picture_unreadable` says why not. */
export async function decodeTrialPicture(bytes: Uint8Array): Promise<Raster> {
  if (!isPicture(bytes)) throw unreadable('expected a JPEG, PNG or WebP')
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels })
      .timeout({ seconds: decodeSeconds })
      .rotate()
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  } catch (cause) {
    throw unreadable(String(cause).replaceAll('\n', ' '), cause)
  }
}
