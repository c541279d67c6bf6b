import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { sharpnessOf } from '@sightline/infra/platform/pixels/measure'
import { compareViews, measurePictures } from './measure.ts'
import type { Picture } from './pictures.ts'

const [widthPx, heightPx] = [1280, 720]
/** Boxes of many greys in places of their own, the same for each seed, as a street has edges everywhere. */
function drawn(seed: number): Buffer {
  const data = Buffer.alloc(widthPx * heightPx, 120)
  let state = seed * 7919
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  for (let i = 0; i < 300; i++) {
    const [left, top, grey] = [next(widthPx), next(heightPx), next(256)]
    const [right, bottom] = [Math.min(widthPx, left + 20 + next(90)), Math.min(heightPx, top + 20 + next(90))]
    for (let y = top; y < bottom; y++) data.fill(grey, y * widthPx + left, y * widthPx + right)
  }
  return data
}
type Change = (image: Sharp) => Sharp
async function pictureOf(seed: number, change: Change = (same) => same): Promise<Picture> {
  const image = sharp(drawn(seed), { raw: { width: widthPx, height: heightPx, channels: 1 } })
  const jpeg = await change(image.toColourspace('srgb')).jpeg({ quality: 95 }).toBuffer()
  return { jpeg, widthPx, heightPx }
}
const box = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 }
const aimed = (picture: Picture) => ({ sha256: 'a'.repeat(64), picture, box })
const sharpness = async (change?: Change): Promise<number> => {
  const { pictures } = await measurePictures(aimed(await pictureOf(1, change)), null)
  return pictures[0]?.sharpness ?? -1
}

describe('how sharp a picture is', () => {
  it('falls with every blur, and not with the light', async () => {
    const [plain, slight, strong] = [
      await sharpness(),
      await sharpness((p) => p.blur(6)),
      await sharpness((p) => p.blur(20)),
    ]
    expect(slight).toBeLessThan(plain * 0.8)
    expect(strong).toBeLessThan(slight * 0.5)
    const dim = await sharpness((p) => p.linear(0.4, 0))
    expect(dim / plain).toBeGreaterThan(0.9)
    expect(dim / plain).toBeLessThan(1.1)
  })
  it.each([
    ['one grey', { data: new Uint8Array(100).fill(7), width: 10, height: 10 }],
    ['too few pixels', { data: new Uint8Array(4), width: 2, height: 2 }],
  ])('is not known of %s', (_name, luma) => expect(sharpnessOf(luma)).toBeNull())
})

it('measures the size of the picture and the shorter side of the accused thing, of both pictures by their bytes', async () => {
  const [first, later] = [await pictureOf(1), await pictureOf(2)]
  const { pictures } = await measurePictures(
    { ...aimed(first), box: { left: 0.5, top: 0.5, right: 0.6, bottom: 0.9 } },
    { ...aimed(later), sha256: 'b'.repeat(64) },
  )
  expect(pictures).toMatchObject([
    { sha256: 'a'.repeat(64), widthPx: 1280, heightPx: 720, targetPx: 128 },
    { sha256: 'b'.repeat(64), targetPx: 360 },
  ])
})

it('of a thing at the very edge nothing is said of how sharp it is', async () => {
  const edge = { left: 0.9995, top: 0.2, right: 1.2, bottom: 0.4 }
  const { pictures } = await measurePictures({ ...aimed(await pictureOf(1)), box: edge }, null)
  expect(pictures[0]?.sharpness).toBeNull()
})

describe('whether two pictures are of one view', () => {
  const turned: Change = (image) =>
    image
      .extract({ left: 128, top: 0, width: 1152, height: 720 })
      .extend({ right: 128, extendWith: 'mirror' })
  it.each<[string, number, Change | undefined, (match: number | null) => boolean]>([
    ['the same', 1, undefined, (match) => match !== null && match > 0.9],
    ['the same, dimmer', 1, (p) => p.linear(0.7, 0), (match) => match !== null && match > 0.5],
    ['a tenth of the picture aside', 1, turned, (match) => match !== null && match < 0.3],
    ['another place', 2, undefined, (match) => match !== null && match < 0.3],
  ])('%s', async (...[, seed, change, holds]) => {
    const match = await compareViews(await pictureOf(1), await pictureOf(seed, change))
    expect(holds(match), String(match)).toBe(true)
  })
  it('cannot be told of a black one', async () => {
    const black = await pictureOf(1, (p) => p.linear(0, 0))
    expect(await compareViews(black, await pictureOf(1))).toBeNull()
  })
})
