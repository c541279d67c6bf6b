import sharp from 'sharp'
import { maxShadowPictureBytes } from '@sightline/api/contract/shadow-report'
import type { ShownPicture } from './messages.ts'

/** What a person needs to tell whether something stood there. */
const widestPx = 480
const qualities = [70, 45, 25] as const

/** A small JPEG of what the camera sent, without bars and marks; null where it would be too large. */
export async function drawPicture({
  data,
  width,
  height,
  content,
}: ShownPicture): Promise<Uint8Array | null> {
  const picture = sharp(data, { raw: { width, height, channels: 3 } })
    .extract({ left: content.x, top: content.y, width: content.width, height: content.height })
    .resize({ width: widestPx, withoutEnlargement: true })
  for (const quality of qualities) {
    const jpeg = await picture.clone().jpeg({ quality }).toBuffer()
    if (jpeg.length <= maxShadowPictureBytes) return jpeg
  }
  return null
}
