import sharp, { type Sharp } from 'sharp'
import type { Measures } from '@sightline/api/contract/measures'
import { shorterSidePx } from '@sightline/api/law/accused-thing'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import {
  regionOf,
  sharpnessLongestPx,
  sharpnessOf,
  viewMatchOf,
  viewWidthPx,
} from '@sightline/infra/platform/pixels/measure'
import type { Picture } from './pictures.ts'

/** A still with the place of the accused thing in it. */
export interface Aimed {
  readonly sha256: string
  readonly picture: Picture
  readonly box: Box
}

async function toGrey(image: Sharp): Promise<Luma> {
  const { data, info } = await image.greyscale().raw().toBuffer({ resolveWithObject: true })
  return { data: new Uint8Array(data), width: info.width, height: info.height }
}

async function sharpnessOver({ picture, box }: Aimed): Promise<number | null> {
  const region = regionOf(picture, box)
  if (!region) return null
  const small = {
    width: sharpnessLongestPx,
    height: sharpnessLongestPx,
    fit: 'inside',
    withoutEnlargement: true,
  } as const
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
  return a && b ? viewMatchOf(a, b) : null
}

/** Measures the wide stills of a finding: by these alone its profile is judged later. */
export async function measurePictures(first: Aimed | null, later: Aimed | null): Promise<Measures> {
  const both = [first, later].flatMap((aimed) => (aimed ? [aimed] : []))
  const pictures: Measures['pictures'] = []
  for (const aimed of both) pictures.push(await measured(aimed))
  return { pictures, viewMatch: first && later ? await compareViews(first.picture, later.picture) : null }
}
