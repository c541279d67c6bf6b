import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Raster } from '../raster/raster.ts'
import { decodeTrialPicture } from './trial-picture.ts'

const red = { r: 200, g: 30, b: 30 }
const blue = { r: 30, g: 30, b: 200 }
const plainOf = (width: number, height: number, background: object = red) =>
  sharp({ create: { width, height, channels: 3, background } })

/** 40 x 30: the left half red, the right half blue. */
const halves = async () => {
  const right = await plainOf(20, 30, blue).png().toBuffer()
  return sharp(
    await plainOf(40, 30)
      .composite([{ input: right, left: 20, top: 0 }])
      .png()
      .toBuffer(),
  )
}
const at = ({ data, width }: Raster, x: number, y: number) => [
  ...data.subarray((y * width + x) * 3).subarray(0, 3),
]
/** Within what a lossy format or another colour space changes. */
const near = (found: readonly number[], { r, g, b }: typeof red, by: number) =>
  [r, g, b].every((value, i) => Math.abs(value - (found[i] ?? NaN)) <= by)

/** Two pictures of one animation, the first red. */
const animated = async (format: 'webp') => {
  const both = Buffer.concat([
    await plainOf(40, 30).raw().toBuffer(),
    await plainOf(40, 30, blue).raw().toBuffer(),
  ])
  return sharp(both, { raw: { width: 40, height: 60, channels: 3, pageHeight: 30 } })
    [format]({ loop: 0, delay: [100, 100] })
    .toBuffer()
}

describe('the picture of a dry run', () => {
  it.each<[string, () => Promise<Buffer>, number]>([
    ['JPEG', async () => (await halves()).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(), 12],
    ['PNG', async () => (await halves()).png().toBuffer(), 0],
    ['WebP', async () => (await halves()).webp({ lossless: true }).toBuffer(), 0],
    ['PNG of 16 bits', async () => (await halves()).toColourspace('rgb16').png().toBuffer(), 1],
    [
      'JPEG of four inks (CMYK)',
      async () => (await halves()).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
      75,
    ],
    ['PNG of a palette', async () => (await halves()).png({ palette: true, colours: 4 }).toBuffer(), 3],
    ['PNG with alpha', async () => (await halves()).ensureAlpha().png().toBuffer(), 0],
    [
      'progressive JPEG',
      async () => (await halves()).jpeg({ progressive: true, quality: 95 }).toBuffer(),
      40,
    ],
    ['interlaced PNG', async () => (await halves()).png({ progressive: true }).toBuffer(), 0],
  ])('may be a %s', async (_, make, by) => {
    const raster = await decodeTrialPicture(await make())
    expect([raster.width, raster.height, raster.data.length]).toEqual([40, 30, 3600])
    expect({ left: at(raster, 5, 15), isRed: near(at(raster, 5, 15), red, by) }).toMatchObject({
      isRed: true,
    })
    expect({ right: at(raster, 35, 15), isBlue: near(at(raster, 35, 15), blue, by) }).toMatchObject({
      isBlue: true,
    })
  })

  it.each<[string, () => Promise<Buffer>]>([
    ['8 bits', async () => (await halves()).greyscale().png().toBuffer()],
    ['16 bits', async () => (await halves()).greyscale().toColourspace('grey16').png().toBuffer()],
    ['a JPEG', async () => (await halves()).greyscale().jpeg().toBuffer()],
  ])('of one colour, %s, has three equal ones', async (_, make) => {
    const raster = await decodeTrialPicture(await make())
    expect(raster.data.length).toBe(3600)
    const [r, g, b] = at(raster, 5, 15)
    expect([g, b]).toEqual([r, r])
    expect(r).toBeGreaterThan(40)
    expect(r).toBeLessThan(160)
  })

  // EXIF 2.3, tag Orientation: where the red left half of what is stored ends up.
  it.each([
    [1, 40, 30, [2, 15]],
    [2, 40, 30, [37, 15]],
    [3, 40, 30, [37, 15]],
    [4, 40, 30, [2, 15]],
    [5, 30, 40, [15, 2]],
    [6, 30, 40, [15, 2]],
    [7, 30, 40, [15, 37]],
    [8, 30, 40, [15, 37]],
  ] as const)('is turned as its EXIF says: %i', async (...[orientation, width, height, [x, y]]) => {
    const bytes = await (
      await halves()
    )
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .withMetadata({ orientation })
      .toBuffer()
    const raster = await decodeTrialPicture(bytes)
    expect([raster.width, raster.height]).toEqual([width, height])
    expect(near(at(raster, x, y), red, 12)).toBe(true)
  })

  it('shows grey where it is transparent', async () => {
    const clear = { r: 255, g: 0, b: 255, alpha: 0 }
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 4, background: clear } })
      .png()
      .toBuffer()
    expect(at(await decodeTrialPicture(bytes), 4, 4)).toEqual([127, 127, 127])
  })

  it('is the first of an animation', async () => {
    const raster = await decodeTrialPicture(await animated('webp'))
    expect([raster.width, raster.height]).toEqual([40, 30])
    expect(near(at(raster, 5, 5), red, 12)).toBe(true)
  })

  it('may be one pixel', async () => {
    const raster = await decodeTrialPicture(await plainOf(1, 1).png().toBuffer())
    expect([raster.width, raster.height, ...raster.data]).toEqual([1, 1, 200, 30, 30])
  })

  it('is made smaller where it has more pixels than any model looks at', async () => {
    const raster = await decodeTrialPicture(await plainOf(8064, 6048).jpeg().toBuffer())
    expect([raster.width, raster.height]).toEqual([4096, 3072])
  })

  it.each<[string, string, () => Promise<Buffer>]>([
    [
      'SVG',
      'picture_format',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'),
    ],
    ['GIF', 'picture_format', () => plainOf(40, 30).gif().toBuffer()],
    ['TIFF', 'picture_format', () => plainOf(40, 30).tiff().toBuffer()],
    ['AVIF', 'picture_format', () => plainOf(40, 30).avif().toBuffer()],
    ['nothing', 'picture_format', async () => Buffer.alloc(0)],
    ['a JPEG that is none', 'picture_unreadable', async () => Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3])],
    [
      'a PNG cut short',
      'picture_unreadable',
      async () => (await (await halves()).png().toBuffer()).subarray(0, 100),
    ],
    ['more than 64 megapixels', 'picture_too_large', async () => wide],
  ])('is not %s', async (_, code, make) => {
    await expect(decodeTrialPicture(await make())).rejects.toMatchObject({ code })
  })
})

/** A PNG whose head says 30 000 x 30 000; a few bytes. */
const wide = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAdTAAAHUwAQAAAABOXMUXAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
)
