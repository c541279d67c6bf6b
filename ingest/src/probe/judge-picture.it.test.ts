import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { openModel } from '@sightline/models/open'
import { createDetector, type Detector } from '@sightline/models/session/detector'
import { yoloxNano } from '@sightline/models/manifests/yolox-nano'
import { judgePicture } from './judge-picture.ts'

const repository = resolve(import.meta.dirname, '../../..')
const shared = join(repository, '../shared')
const isHere = ['models', 'media/coco-mini', 'media/aerial'].every((part) => existsSync(join(shared, part)))
if (!isHere) console.warn('skipped: ../shared has no weights or pictures')

const place = { dir: join(repository, '.sightline/models'), origins: { mirror: join(shared, 'models') } }
/** A street with people and cars. */
const street = join(shared, 'media/coco-mini/000000183709.jpg')

describe.skipIf(!isHere)('the first picture of a camera', () => {
  let detector: Detector
  beforeAll(async () => {
    const model = await openModel({ name: 'yolox-nano', ...place })
    detector = await createDetector({ model, workers: 1, threshold: trackerDefaults.lowScore })
  })
  afterAll(() => detector?.close())
  const { input, leastPx } = yoloxNano
  const judge = (jpeg: Buffer) => judgePicture({ detector, input, ...(leastPx && { leastPx }) }, jpeg)

  it.each([
    [0, 0],
    [90, 270],
    [180, 180],
    [270, 90],
  ])('that hangs turned by %i degrees should be turned by %i', async (hangs, turn) => {
    const jpeg = await sharp(await readFile(street))
      .rotate(hangs)
      .jpeg({ quality: 95 })
      .toBuffer()
    expect(await judge(jpeg)).toEqual({ turn, unfit: [] })
  })

  it('from straight above shows phones: steep', async () => {
    const above = sharp(join(shared, 'media/aerial/DJI_0005-0118.jpg'))
    const { width, height } = await above.metadata()
    const [wide, high] = [Math.round(width / 5), Math.round((width / 5) * 0.5625)]
    const part = {
      left: Math.round(width / 2 - wide / 2),
      top: Math.round(height * 0.7 - high / 2),
      width: wide,
      height: high,
    }
    expect((await judge(await above.extract(part).jpeg({ quality: 95 }).toBuffer()))?.unfit).toEqual([
      'steep',
    ])
  })

  it.each([
    ['at night', (picture: Sharp) => picture.linear(0.05, 0), 'too_dark'],
    ['out of focus', (picture: Sharp) => picture.blur(8), 'blurred'],
  ])('%s is told to be unfit', async (_, spoil, reason) => {
    const jpeg = await spoil(sharp(await readFile(street)))
      .jpeg({ quality: 95 })
      .toBuffer()
    expect((await judge(jpeg))?.unfit).toContain(reason)
  })
})
