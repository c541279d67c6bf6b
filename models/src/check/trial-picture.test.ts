import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeTrialPicture } from './trial-picture.ts'

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } })
const decode = (bytes: Buffer) => decodeTrialPicture(bytes)

describe('the picture of a dry run', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('may be a %s', async (format) => {
    const raster = await decode(await blank(40, 30).toFormat(format).toBuffer())
    expect([raster.width, raster.height, raster.data.length]).toEqual([40, 30, 3600])
  })

  it.each([
    ['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>')],
    ['GIF', () => blank(40, 30).gif().toBuffer()],
    ['TIFF', () => blank(40, 30).tiff().toBuffer()],
    ['nothing', async () => Buffer.alloc(0)],
    ['more than 12 megapixels', () => blank(4_100, 3_000).png().toBuffer()],
    ['a JPEG that is none', async () => Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3])],
  ])('is not %s', async (_name, make) => {
    await expect(decode(await make())).rejects.toMatchObject({ code: 'picture_unreadable' })
  })
})
