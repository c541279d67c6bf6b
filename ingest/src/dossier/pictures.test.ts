import sharp from 'sharp'
import { expect, it } from 'vitest'
import { cropAround, cropRegion, readPicture } from './pictures.ts'

const size = { widthPx: 1920, heightPx: 1080 }
it.each([
  [
    'in the middle, with a margin',
    { left: 0.4, top: 0.4, right: 0.5, bottom: 0.6 },
    { left: 720, top: 378, width: 288, height: 324 },
  ],
  [
    'at the left edge',
    { left: 0, top: 0.4, right: 0.1, bottom: 0.6 },
    { left: 0, top: 378, width: 288, height: 324 },
  ],
  [
    'at the lower right corner',
    { left: 0.9, top: 0.8, right: 1, bottom: 1 },
    { left: 1632, top: 756, width: 288, height: 324 },
  ],
  [
    'the whole picture',
    { left: 0, top: 0, right: 1, bottom: 1 },
    { left: 0, top: 0, width: 1920, height: 1080 },
  ],
  [
    'tiny: at least 64 pixels',
    { left: 0.5, top: 0.5, right: 0.501, bottom: 0.501 },
    { left: 929, top: 509, width: 64, height: 64 },
  ],
])('crops a box %s', (_name, box, region) => expect(cropRegion(size, box)).toEqual(region))

it('cuts pixels, never enlarges them', async () => {
  const jpeg = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer()
  const crop = await cropAround(await readPicture(jpeg), { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 })
  expect(await readPicture(crop)).toMatchObject({ widthPx: 240, heightPx: 150 })
})
