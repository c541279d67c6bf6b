import sharp, { type Sharp } from 'sharp'
import type { Measures } from '@sightline/api/contract/measures'
import { shorterSidePx } from '@sightline/api/law/accused-thing'
import type { Box } from '@sightline/detectors/geometry/point'
import { keptEdges, matchEdges, toEdges } from '../perceive/gate/edges.ts'
import type { Luma } from '../perceive/gate/luma.ts'
import type { Picture } from './pictures.ts'

/** A still with the place of the accused thing in it. */
export interface Aimed {
  readonly sha256: string
  readonly picture: Picture
  readonly box: Box
}

/** What is measured is brought to this size first: a picture four times as large is not four times as sharp. */
const longestPx = 128
/** The size at which the gate compares views. */
const viewWidthPx = 160

/**
 * How sharp a grey picture is: the variance of its Laplacian (4-neighbour) over the variance of its grey, so that a dim picture
 * is not taken for a blurred one. 0: no detail at all. Null: it has one grey, or is smaller than 3 pixels.
 */
export function sharpnessOf({ data, width: w, height: h }: Luma): number | null {
  if (w < 3 || h < 3) return null
  const grey = spread(data.length, (at) => data[at] ?? 0)
  if (grey === 0) return null
  const inner = (w - 2) * (h - 2)
  const laplacian = spread(inner, (i) => {
    const at = (Math.floor(i / (w - 2)) + 1) * w + (i % (w - 2)) + 1
    const around = (data[at - 1] ?? 0) + (data[at + 1] ?? 0) + (data[at - w] ?? 0) + (data[at + w] ?? 0)
    return around - 4 * (data[at] ?? 0)
  })
  return laplacian / grey
}

/** The variance of so many values. */
function spread(count: number, valueAt: (index: number) => number): number {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < count; i++) {
    const value = valueAt(i)
    sum += value
    squares += value * value
  }
  return squares / count - (sum / count) ** 2
}

async function toGrey(image: Sharp): Promise<Luma> {
  const { data, info } = await image.greyscale().raw().toBuffer({ resolveWithObject: true })
  return { data: new Uint8Array(data), width: info.width, height: info.height }
}

/** The pixels of a box that are inside the picture; null: fewer than three on a side. */
function regionOf({ widthPx, heightPx }: Picture, box: Box) {
  const cut = (value: number, size: number): number => Math.min(size, Math.max(0, Math.round(value * size)))
  const [left, top] = [cut(box.left, widthPx), cut(box.top, heightPx)]
  const region = { left, top, width: cut(box.right, widthPx) - left, height: cut(box.bottom, heightPx) - top }
  return region.width < 3 || region.height < 3 ? null : region
}

async function sharpnessOver({ picture, box }: Aimed): Promise<number | null> {
  const region = regionOf(picture, box)
  if (!region) return null
  const small = { width: longestPx, height: longestPx, fit: 'inside', withoutEnlargement: true } as const
  return sharpnessOf(await toGrey(sharp(picture.jpeg).extract(region).resize(small)))
}

async function measured(aimed: Aimed): Promise<Measures['pictures'][number]> {
  const { sha256, picture, box } = aimed
  const { widthPx, heightPx } = picture
  const sharpness = await sharpnessOver(aimed)
  const targetPx = shorterSidePx(box, picture)
  return {
    sha256,
    widthPx,
    heightPx,
    targetPx,
    sharpness: sharpness === null ? null : Number(sharpness.toFixed(4)),
  }
}

/** How far the later picture has the edges of the first, as the gate compares views; null where one shows too few. */
export async function compareViews(first: Picture, later: Picture): Promise<number | null> {
  const [a, b] = await Promise.all(
    [first, later].map(({ jpeg }) => toGrey(sharp(jpeg).resize({ width: viewWidthPx }))),
  )
  if (!a || !b || a.data.length !== b.data.length) return null
  const match = matchEdges(keptEdges(toEdges(a), a.width), toEdges(b))
  return match && Number(match.beyondChance.toFixed(3))
}

/** Measures the wide stills of a finding: by these alone its profile is judged later. */
export async function measurePictures(first: Aimed | null, later: Aimed | null): Promise<Measures> {
  const both = [first, later].flatMap((aimed) => (aimed ? [aimed] : []))
  const pictures: Measures['pictures'] = []
  for (const aimed of both) pictures.push(await measured(aimed))
  return { pictures, viewMatch: first && later ? await compareViews(first.picture, later.picture) : null }
}
