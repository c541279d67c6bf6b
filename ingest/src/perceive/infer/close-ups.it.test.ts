import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Box } from '@sightline/detectors/geometry/point'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { readDataset } from '@sightline/models/eval/coco-dataset'
import { openModel } from '@sightline/models/open'
import { crop, paste, plain, type Raster } from '@sightline/models/raster/raster'
import { resize } from '@sightline/models/raster/resize'
import { sharePart } from '@sightline/models/raster/shared-part'
import { closeUpsOf } from './close-ups.ts'
import { openCloseUp } from './open-close-up.ts'
import { photograph } from './test/burning.ts'

const repository = resolve(import.meta.dirname, '../../../..')
const shared = join(repository, '../shared')
const isHere = ['models', 'media/coco-mini'].every((part) => existsSync(join(shared, part)))
if (!isHere) console.warn('skipped: ../shared has no weights or pictures')

const place = { dir: join(repository, '.sightline/models'), origins: { mirror: join(shared, 'models') } }
/** What a camera of 1080 lines shows, as the decoder gives it where parts are looked at. */
const detail = { width: 1280, height: 720 }
const foot = { x: 0.5, y: 0.52 }
const whole: Box = { left: 0, top: 0, right: 1, bottom: 1 }

/** People of photographs, with some of what is around them. */
async function peopleOf(): Promise<{ cut: Raster; highPx: number }[]> {
  const { truths, images } = await readDataset(join(shared, 'media/coco-mini'))
  const large = truths.filter((one) => one.category === 'person' && !one.crowd && one.box[3] > 100)
  return Promise.all(
    large.map(async ({ image: id, box: [x, y, w, h] }) => {
      const { path, ...size } = images.find((one) => one.id === id)!
      const photo = await photograph(path, size.width, size.height)
      const [left, top] = [Math.max(0, Math.round(x - w * 0.15)), Math.max(0, Math.round(y - h * 0.15))]
      const [right, bottom] = [
        Math.min(size.width, Math.round(x + w * 1.15)),
        Math.min(size.height, Math.round(y + h * 1.15)),
      ]
      return { cut: crop(photo, { x: left, y: top, width: right - left, height: bottom - top }), highPx: h }
    }),
  )
}

/** The person so many lines high, its foot at a place. */
function drawn({ cut, highPx }: { cut: Raster; highPx: number }, lines: number): Raster {
  const scale = (lines * detail.height) / 1080 / highPx
  const who = resize(cut, {
    width: Math.max(1, Math.round(cut.width * scale)),
    height: Math.max(1, Math.round(cut.height * scale)),
  })
  const picture = plain(detail, 120)
  paste(picture, who, {
    x: Math.round(foot.x * detail.width - who.width / 2),
    y: Math.round(foot.y * detail.height - who.height),
  })
  return picture
}

describe.skipIf(!isHere)('people far away', () => {
  let model: ReturnType<typeof openCloseUp>
  beforeAll(async () => {
    model = openCloseUp(await openModel({ name: 'yolox-nano', ...place }), trackerDefaults.lowScore)
  })
  afterAll(() => model?.close())

  async function sees(picture: Raster, lines: number, parts: readonly Box[]): Promise<boolean> {
    const { part, area: content } = sharePart(picture)
    const regions = parts.map((shown) => ({ shown, isTile: true }))
    const look = await model.look('s', { picture: part, content, regions })
    if (look.kind === 'dropped') throw new Error(look.reason)
    return look.detections.some(
      ({ class: type, score, box }) =>
        type === 'person' &&
        score >= trackerDefaults.highScore &&
        Math.abs((box.left + box.right) / 2 - foot.x) < 0.04 &&
        Math.abs(box.bottom - foot.y) < lines / 1080 / 2,
    )
  }

  it.each([
    [43, 0.25],
    [60, 0.25],
    [86, 0.25],
    [86, 0.4],
    [120, 0.4],
  ])('%i lines high, in a zone of %f of the width, are found enlarged', async (lines, wide) => {
    const polygon = [
      { x: 0.5 - wide / 2, y: 0.48 },
      { x: 0.5 + wide / 2, y: 0.48 },
      { x: 0.5 + wide / 2, y: 0.56 },
      { x: 0.5 - wide / 2, y: 0.56 },
    ]
    const people = await peopleOf()
    const found = { whole: 0, close: 0 }
    for (const person of people) {
      const picture = drawn(person, lines)
      found.whole += Number(await sees(picture, lines, [whole]))
      found.close += Number(await sees(picture, lines, closeUpsOf([{ polygon }])))
    }
    console.log(
      `close-ups: of ${people.length} people ${lines} of 1080 lines high, zone ${wide} wide: ${found.whole} in the whole picture, ${found.close} enlarged`,
    )
    expect(found.close).toBeGreaterThan(found.whole + people.length / 4)
  })
})
