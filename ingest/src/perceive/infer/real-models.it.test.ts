import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { readDataset } from '@sightline/models/eval/coco-dataset'
import type { LooksAt } from '@sightline/models/manifest'
import { openModel, openSeeing } from '@sightline/models/open'
import { crop, paste, plain, type Raster } from '@sightline/models/raster/raster'
import { resize } from '@sightline/models/raster/resize'
import { sharePart } from '@sightline/models/raster/shared-part'
import { toInput } from '@sightline/models/raster/to-input'
import { createDetector, type Detector } from '@sightline/models/session/detector'
import { createPartDetector, type PartDetector } from '@sightline/models/session/part-detector'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { fieldOf, stepFlicker, type FlickerState } from './flame-candidates.ts'
import { regionsFor } from './regions.ts'
import { burningAt, photograph } from './test/burning.ts'

const repository = resolve(import.meta.dirname, '../../../..')
const shared = join(repository, '../shared')
const isHere = ['models', 'media/fire', 'media/street', 'media/coco-mini'].every((part) =>
  existsSync(join(shared, part)),
)
if (!isHere) console.warn('skipped: ../shared has no weights or pictures')

/** What a camera of 1080 lines shows, as the decoder gives it where parts are looked at. */
const detail = { width: 1280, height: 720 }
const place = { dir: join(repository, '.sightline/models'), origins: { mirror: join(shared, 'models') } }
const whole = {
  id: 'whole',
  polygon: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ],
}

async function lookAt(
  model: PartDetector,
  picture: Raster,
  { looksAt, ...known }: { looksAt: LooksAt; persons?: readonly Box[]; flickers?: readonly Box[] },
): Promise<readonly Detection[]> {
  const { part, area: content } = sharePart(picture)
  const regions = regionsFor(looksAt, [whole], { size: detail, persons: [], flickers: [], ...known })
  const look = await model.look('s', { picture: part, content, regions })
  if (look.kind === 'dropped') throw new Error(look.reason)
  return look.detections
}

describe.skipIf(!isHere)('bare faces of people as small as cameras see them', () => {
  let mask: PartDetector
  let main: Detector
  beforeAll(async () => {
    mask = await createPartDetector(await openSeeing('aizoo-mask', place))
    const model = await openModel({ name: 'yolox-nano', ...place })
    main = await createDetector({ model, workers: 1, threshold: trackerDefaults.lowScore })
  })
  afterAll(async () => {
    await mask?.close()
    await main?.close()
  })

  const isIn = (box: Box, { box: face }: Detection): boolean => {
    const [x, y] = [(face.left + face.right) / 2, (face.top + face.bottom) / 2]
    return x > box.left && x < box.right && y > box.top && y < (box.top + box.bottom) / 2
  }

  /** The photograph so small, or so large, that the person is so high; in the middle of the picture. Where the person is then. */
  function placed(
    photo: Raster,
    [x, y, w, h]: readonly number[],
    highPx: number,
  ): { picture: Raster; box: Box } {
    const scale = highPx / h!
    const all = resize(photo, {
      width: Math.round(photo.width * scale),
      height: Math.round(photo.height * scale),
    })
    const left = Math.round(detail.width / 2 - (x! + w! / 2) * scale)
    const top = Math.round(detail.height / 2 - (y! + h! / 2) * scale)
    const from = { x: Math.max(0, -left), y: Math.max(0, -top) }
    const at = { x: Math.max(0, left), y: Math.max(0, top) }
    const size = {
      width: Math.min(all.width - from.x, detail.width - at.x),
      height: Math.min(all.height - from.y, detail.height - at.y),
    }
    const picture = plain(detail, 100)
    paste(picture, crop(all, { ...from, ...size }), at)
    const sides = [left + x! * scale, top + y! * scale, left + (x! + w!) * scale, top + (y! + h!) * scale]
    return {
      picture,
      box: {
        left: sides[0]! / detail.width,
        top: sides[1]! / detail.height,
        right: sides[2]! / detail.width,
        bottom: sides[3]! / detail.height,
      },
    }
  }

  async function personsIn(picture: Raster): Promise<readonly Box[]> {
    const { frame } = toInput(resize(picture, { width: 640, height: 360 }), {
      width: 640,
      height: 384,
      letterbox: 'top-left',
      pad: 114,
    })
    const look = await main.submit('s', frame, detail)
    return look.kind === 'dropped'
      ? []
      : look.detections.filter((one) => one.class === 'person').map(({ box }) => box)
  }

  /** Persons whose bare face is plain to see close by, and how high it is of their own height. */
  async function facesOf() {
    const { truths, images } = await readDataset(join(shared, 'media/coco-mini'))
    const persons = truths.filter((one) => one.category === 'person' && one.area > 1500 && !one.crowd)
    const found = []
    for (const { image: id, box } of persons) {
      const image = images.find((one) => one.id === id)!
      const photo = await photograph(image.path, image.width, image.height)
      const close = placed(photo, box, 700)
      const seen = await lookAt(mask, close.picture, { looksAt: 'heads', persons: [close.box] })
      const face = seen.find((one) => one.score > 0.8 && isIn(close.box, one))
      if (face) found.push({ photo, box, share: ((face.box.bottom - face.box.top) * detail.height) / 700 })
    }
    return found
  }

  it('are found in cuts of heads, and lost in the whole picture', async () => {
    const faces = await facesOf()
    const found = { picture: 0, persons: 0, heads: 0, headsOfPersonsFound: 0 }
    // 30, 45 and 60 of 1080 lines.
    const facesPx = [20, 30, 40]
    for (const facePx of facesPx)
      for (const { photo, box, share } of faces) {
        const small = placed(photo, box, facePx / share)
        const sees = async (looksAt: 'picture' | 'persons' | 'heads', persons: readonly Box[]) =>
          (await lookAt(mask, small.picture, { looksAt, persons })).some((face) => isIn(small.box, face))
            ? 1
            : 0
        for (const looksAt of ['picture', 'persons', 'heads'] as const)
          found[looksAt] += await sees(looksAt, [small.box])
        found.headsOfPersonsFound += await sees('heads', await personsIn(small.picture))
      }
    const all = faces.length * facesPx.length
    console.log(`mask: of ${all} faces 30 to 60 of 1080 lines high: ${JSON.stringify(found)}`)
    expect(all).toBeGreaterThanOrEqual(12)
    expect(found.heads).toBeGreaterThanOrEqual(all * 0.8)
    expect(found.heads).toBeGreaterThan(found.picture * 2)
    expect(found.heads).toBeGreaterThanOrEqual(found.persons)
  })
})

describe.skipIf(!isHere)('the two stages of flame', () => {
  let flame: PartDetector
  beforeAll(async () => (flame = await createPartDetector(await openSeeing('onfire-flame', place))))
  afterAll(() => flame?.close())

  it.each([
    ['large', 520],
    ['middling', 260],
    ['small', 100],
  ])('find a real fire in a street, %s', async (_, wide) => {
    const street = await photograph(
      join(shared, 'media/street/parked-on-pavement-cn.jpg'),
      detail.width,
      detail.height,
    )
    const fire = await photograph(
      join(shared, 'media/fire/dsikar-fire2.jpeg'),
      wide,
      Math.round((wide * 2) / 3),
    )
    const content = { x: 0, y: 0, width: 640, height: 360 }
    const field = fieldOf([whole], content)
    let state: FlickerState | null = null
    let looks = 0
    const seen: Detection[] = []
    for (let turn = 0; turn < 16; turn++) {
      const { picture, box } = burningAt(street, fire, { turn, x: 120, y: 300 })
      const { data } = resize(picture, content)
      const step: ReturnType<typeof stepFlicker> = stepFlicker(state, { data, widthPx: 640, content }, field)
      state = step.state
      if (turn < 4) continue
      looks += 1
      const found = await lookAt(flame, picture, { looksAt: 'flickers', flickers: step.regions })
      expect(found.every((one) => one.box.right > box.left && one.box.left < box.right)).toBe(true)
      seen.push(...found.slice(0, 1))
    }
    console.log(`flame: ${wide} px wide, seen in ${seen.length} of ${looks} looks`)
    expect(seen.length).toBeGreaterThanOrEqual(looks * 0.75)
  })
})
