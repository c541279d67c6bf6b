import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeclaredClothing } from '@sightline/detectors/clothing/declared'
import type { ObjectClass } from '@sightline/detectors/detection'
import { iou } from '@sightline/detectors/geometry/box'
import { openPose, type PoseModel } from '@sightline/models/pose/open-pose'
import { paste, plain, type Raster } from '@sightline/models/raster/raster'
import { resize } from '@sightline/models/raster/resize'
import { sharePart } from '@sightline/models/raster/shared-part'
import { createPartDetector, type PartDetector } from '@sightline/models/session/part-detector'
import { ifFetched, modelForTest, modelPlace, sharedPath } from '@sightline/models/test/shared-material'
import { openDraw } from '../../../../infra/dev/simulator/render/draw.ts'
import { createPainter } from '../../../../infra/dev/simulator/render/painter.ts'
import { canvas, wholeView, type Scene } from '../../../../infra/dev/simulator/scene.ts'
import { room, stand, stations, white } from '../../../../infra/dev/simulator/scenes/kitchen.ts'
import { truthAt } from '../../../../infra/dev/simulator/truth.ts'
import { bodiesOf } from './bodies.ts'
import { judgeClothing } from './clothing.ts'

const isHere = sharedPath('models') && (await ifFetched('movenet-lightning'))
const size = { width: 1280, height: 720 }

/** Who stands where, and what each lacks. */
const lacks: Readonly<Record<string, readonly ObjectClass[]>> = {
  dressed: [],
  'dressed-too': [],
  'no-hat': ['no_hat'],
  stranger: ['no_hat', 'no_uniform'],
}
const scene: Scene = {
  id: 'dress',
  name: { zh: '着装', en: 'Dress' },
  loopSeconds: 2,
  backdrop: room,
  actors: [
    stand('dressed', [0.15, 0.95, 1.9], white),
    stand('no-hat', [0.38, 0.95, 1.85], { ...white, hat: false }),
    stand('stranger', [0.6, 0.95, 1.85], { colour: '#a33b3b', second: '#3b3f46' }),
    stand('dressed-too', [0.85, 0.95, 1.9], white),
  ],
  cameras: [{ id: 'dress', name: { zh: '着装', en: 'Dress' }, view: wholeView }],
  zones: [stations],
  violations: [],
}

/** The drawn kitchen as a camera of 720 lines shows it. */
async function draw(): Promise<Raster> {
  const painter = await createPainter(scene, wholeView, await openDraw())
  const input = await painter.frame(1, 0)
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    `${canvas.width}x${canvas.height}`,
    '-i',
    'pipe:0',
  ]
  const out = ['-vf', `scale=${size.width}:${size.height}`, '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1']
  const ffmpeg = process.env['FFMPEG_PATH'] ?? 'ffmpeg'
  const data = execFileSync(ffmpeg, ['-v', 'error', ...raw, ...out], { input, maxBuffer: 1e8 })
  return { ...size, data }
}

/** The same in another light, and so much smaller, on the wall. */
function seenAs(picture: Raster, { light, share }: { light: readonly number[]; share: number }): Raster {
  const lit = { ...size, data: picture.data.map((value, i) => Math.round(value * (light[i % 3] ?? 1))) }
  const small = resize(lit, {
    width: Math.round(size.width * share),
    height: Math.round(size.height * share),
  })
  const onWall = plain(size, 120)
  paste(onWall, small, { x: 0, y: 0 })
  return onWall
}

const lights: Readonly<Record<string, readonly number[]>> = {
  'as declared': [1, 1, 1],
  'three quarters as bright': [0.75, 0.75, 0.75],
  'yellow lamps': [1, 0.88, 0.7],
  'blue evening': [0.75, 0.8, 0.95],
}
/** Of the whole: heads are 106 of 1080 lines there. */
const shares = [1, 0.6, 0.4, 0.25]

describe.skipIf(!isHere)('clothes by colour in the drawn kitchen', () => {
  let main: PartDetector
  let pose: PoseModel
  let picture: Raster
  beforeAll(async () => {
    main = await createPartDetector(await modelForTest('yolox-nano'))
    pose = await openPose('movenet-lightning', modelPlace())
    picture = await draw()
  })
  afterAll(async () => {
    await main?.close()
    await pose?.close()
  })

  /** A patch of tiles, and whatever it is in the picture as declared. */
  const place = { left: 0.02, top: 0.2, right: 0.06, bottom: 0.3 }
  const declared: DeclaredClothing = {
    samples: [
      { garment: 'hat', rgb: [244, 244, 240] },
      { garment: 'coat', rgb: [240, 240, 235] },
      { garment: 'coat', rgb: [228, 228, 222] },
    ],
    light: { place, rgb: [158, 175, 182] },
  }
  const whole = {
    id: 'z',
    polygon: [0, 1].flatMap((x) => [0, 1].map((y) => ({ x, y: x === 0 ? y : 1 - y }))),
  }

  async function judged(shown: Raster, share: number) {
    const { part, area: content } = sharePart(shown)
    const look = await main.look('s', {
      picture: part,
      content,
      regions: [{ shown: { left: 0, top: 0, right: share, bottom: share } }],
    })
    if (look.kind === 'dropped') throw new Error(look.reason)
    const persons = look.detections.filter((one) => one.class === 'person').map(({ box }) => box)
    const shrunk = {
      left: place.left * share,
      top: place.top * share,
      right: place.right * share,
      bottom: place.bottom * share,
    }
    const light = { ...declared.light, place: shrunk }
    const needed = {
      declared: { ...declared, light },
      garments: (['hat', 'coat'] as const).map((garment) => ({ garment, zones: [whole] })),
      looked: { name: 'declared-clothing', sha256: '', threshold: 18, classes: [] },
    }
    const bodies = await bodiesOf(pose.look, { picture: part, content }, persons)
    const found = judgeClothing({ picture: part, content, aspect: 16 / 9, persons, bodies, needed })
    return { persons, found }
  }

  it.each(shares)(
    'at %d of the size',
    async (share) => {
      const truths = truthAt(scene, wholeView, 1).map(({ actorId, box: { left, top, right, bottom } }) => ({
        actorId,
        box: { left: left * share, top: top * share, right: right * share, bottom: bottom * share },
      }))
      const sum = { asked: 0, due: 0, told: 0, wrong: 0 }
      for (const light of Object.values(lights)) {
        const { persons, found } = await judged(seenAs(picture, { light, share }), share)
        for (const { actorId, box } of truths) {
          if (!persons.some((person) => iou(person, box) > 0.5)) continue
          sum.asked += 1
          const own = found.filter(
            (one) =>
              (one.box.left + one.box.right) / 2 > box.left && (one.box.left + one.box.right) / 2 < box.right,
          )
          const told = new Set(own.map((one) => one.class))
          const due = lacks[actorId] ?? []
          sum.due += due.length
          sum.told += due.filter((one) => told.has(one)).length
          sum.wrong += [...told].filter((one) => !due.includes(one)).length
        }
      }
      console.log(`clothes at ${share}: ${JSON.stringify(sum)} in ${Object.keys(lights).length} lights`)
      expect(sum.wrong).toBe(0)
      // Heads of 18 px are not judged; from 28 px on most of what is due is told.
      if (share >= 0.4) expect(sum.told / sum.due).toBeGreaterThan(0.7)
      if (share <= 0.25) expect(sum.told).toBe(0)
    },
    240_000,
  )
})
