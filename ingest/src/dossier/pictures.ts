import sharp from 'sharp'
import type { Box } from '@sightline/detectors/geometry/point'

/** JPEG quality of every picture made here: high, for a plate is read on it. */
const quality = 95
/** How much of a vehicle's own size is left around it in the close-up. */
const margin = 0.25
const leastSidePx = 64

export interface Picture {
  readonly jpeg: Buffer
  readonly widthPx: number
  readonly heightPx: number
}

/** The size a JPEG has; refuses what is none. */
export async function readPicture(jpeg: Buffer): Promise<Picture> {
  const { width, height } = await sharp(jpeg).metadata()
  return { jpeg, widthPx: width, heightPx: height }
}

/** The part of a still around a box, at full resolution, never enlarged. */
export async function cropAround({ jpeg, widthPx, heightPx }: Picture, box: Box): Promise<Buffer> {
  const region = cropRegion({ widthPx, heightPx }, box)
  return sharp(jpeg).extract(region).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** Pixels of the box with its margin, inside the picture, at least 64 a side where the picture is that large. */
export function cropRegion({ widthPx, heightPx }: { widthPx: number; heightPx: number }, box: Box) {
  const span = (from: number, to: number, sizePx: number): { start: number; length: number } => {
    const around = (to - from) * margin
    const wanted = Math.max((to - from + 2 * around) * sizePx, leastSidePx)
    const middle = ((from + to) / 2) * sizePx
    const length = Math.min(sizePx, Math.round(wanted))
    const start = Math.round(Math.min(sizePx - length, Math.max(0, middle - length / 2)))
    return { start, length }
  }
  const x = span(box.left, box.right, widthPx)
  const y = span(box.top, box.bottom, heightPx)
  return { left: x.start, top: y.start, width: x.length, height: y.length }
}

/** A copy of a still with a drawing laid over it. */
export async function drawOver({ jpeg }: Picture, svg: string): Promise<Buffer> {
  return sharp(jpeg)
    .composite([{ input: Buffer.from(svg), left: 0, top: 0 }])
    .jpeg({ quality })
    .toBuffer()
}
