import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { readDataset } from '@sightline/models/eval/coco-dataset'
import type { LooksAt } from '@sightline/models/manifest'
import { openModel, openSeeing } from '@sightline/models/open'
import { openPose, type PoseModel } from '@sightline/models/pose/open-pose'
import type { Raster } from '@sightline/models/raster/raster'
import { resize } from '@sightline/models/raster/resize'
import { sharePart } from '@sightline/models/raster/shared-part'
import { toInput } from '@sightline/models/raster/to-input'
import { createDetector, type Detector } from '@sightline/models/session/detector'
import { createPartDetector, type PartDetector } from '@sightline/models/session/part-detector'
import { placed } from '@sightline/models/test/placed'
import { ifFetched } from '@sightline/models/test/shared-material'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { fieldOf, stepFlicker, type FlickerState } from './flame-candidates.ts'
import { bodiesOf, noBodies, type Bodies } from './bodies.ts'
import { regionsFor } from './regions.ts'
import { burningAt, photograph } from './test/burning.ts'

const repository = resolve(import.meta.dirname, '../../../..')
const shared = join(repository, '../shared')
const isHere = ['models', 'media/fire', 'media/street', 'media/coco-mini'].every((part) =>
  existsSync(join(shared, part)),
)
if (!isHere) console.warn('skipped: ../shared has no weights or pictures')
const isPosed = isHere && (await ifFetched('movenet-lightning'))

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
  {
    looksAt,
    ...known
  }: { looksAt: LooksAt; persons?: readonly Box[]; bodies?: Bodies; flickers?: readonly Box[] },
): Promise<readonly Detection[]> {
  const { part, area: content } = sharePart(picture)
  const regions = regionsFor(looksAt, [whole], {
    size: detail,
    persons: [],
    bodies: noBodies,
    flickers: [],
    ...known,
  })
  const look = await model.look('s', { picture: part, content, regions })
  if (look.kind === 'dropped') throw new Error(look.reason)
  return look.detections
}

describe.skipIf(!isHere)('bare faces of people as small as cameras see them', () => {
  let mask: PartDetector
  let main: Detector
  let pose: PoseModel | null = null
  beforeAll(async () => {
    mask = await createPartDetector(await openSeeing('aizoo-mask', place))
    const model = await openModel({ name: 'yolox-nano', ...place })
    main = await createDetector({ model, workers: 1, threshold: trackerDefaults.lowScore })
    if (isPosed) pose = await openPose('movenet-lightning', place)
  })
  afterAll(async () => {
    await mask?.close()
    await main?.close()
    await pose?.close()
  })

  async function bodiesIn(picture: Raster, persons: readonly Box[]): Promise<Bodies> {
    if (!pose) return noBodies
    const { part, area: content } = sharePart(picture)
    return bodiesOf(pose.look, { picture: part, content }, persons)
  }

  const isIn = (box: Box, { box: face }: Detection): boolean => {
    const [x, y] = [(face.left + face.right) / 2, (face.top + face.bottom) / 2]
    return x > box.left && x < box.right && y > box.top && y < (box.top + box.bottom) / 2
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
      const close = placed(photo, box, { size: detail, highPx: 700 })
      const seen = await lookAt(mask, close.picture, { looksAt: 'heads', persons: [close.box] })
      const face = seen.find((one) => one.score > 0.8 && isIn(close.box, one))
      if (face) found.push({ photo, box, share: ((face.box.bottom - face.box.top) * detail.height) / 700 })
    }
    return found
  }

  it('are found in cuts of heads, and lost in the whole picture', async () => {
    const faces = await facesOf()
    const found = {
      picture: 0,
      persons: 0,
      heads: 0,
      headsOfPersonsFound: 0,
      headsByPose: 0,
      byPoseOfPersonsFound: 0,
    }
    // 30, 45 and 60 of 1080 lines.
    const facesPx = [20, 30, 40]
    for (const facePx of facesPx)
      for (const { photo, box, share } of faces) {
        const small = placed(photo, box, { size: detail, highPx: facePx / share })
        const sees = async (looksAt: LooksAt, persons: readonly Box[], bodies: Bodies = noBodies) =>
          Number(
            (await lookAt(mask, small.picture, { looksAt, persons, bodies })).some((face) =>
              isIn(small.box, face),
            ),
          )
        for (const looksAt of ['picture', 'persons', 'heads'] as const)
          found[looksAt] += await sees(looksAt, [small.box])
        const persons = await personsIn(small.picture)
        found.headsOfPersonsFound += await sees('heads', persons)
        const [own, all] = [
          await bodiesIn(small.picture, [small.box]),
          await bodiesIn(small.picture, persons),
        ]
        found.headsByPose += await sees('heads', [small.box], own)
        found.byPoseOfPersonsFound += await sees('heads', persons, all)
      }
    const all = faces.length * facesPx.length
    console.log(`mask: of ${all} faces 30 to 60 of 1080 lines high: ${JSON.stringify(found)}`)
    expect(all).toBeGreaterThanOrEqual(12)
    expect(found.heads).toBeGreaterThanOrEqual(all * 0.8)
    expect(found.heads).toBeGreaterThan(found.picture * 2)
    expect(found.heads).toBeGreaterThanOrEqual(found.persons)
    if (pose) expect(found.headsByPose).toBeGreaterThanOrEqual(found.heads)
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
