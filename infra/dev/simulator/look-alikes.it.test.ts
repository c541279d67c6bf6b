import { execFileSync } from 'node:child_process'
import { iou } from '@sightline/detectors/geometry/box'
import { letterboxFilter } from '@sightline/models/letterbox'
import { createDetector, type Detector } from '@sightline/models/session/detector'
import { modelForTest, sharedPath } from '@sightline/models/test/shared-material'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDraw } from './render/draw.ts'
import { rawInput } from './render/encode.ts'
import { createPainter } from './render/painter.ts'
import { canvas, wholeView, type Scene } from './scene.ts'
import { allScenes } from './scenes/scenes.ts'
import { truthAt } from './truth.ts'

const ffmpegPath = process.env.FFMPEG_PATH ?? 'ffmpeg'
const isHere = Boolean(sharedPath('models'))
if (!isHere)
  console.warn('what YOLOX-Nano takes the drawn things for is NOT measured: ../shared/models is not there')

/** What the model says of a thing, of a class, where it says anything: the mean of its scores, and in how many of the looks. */
interface Taken {
  readonly looks: number
  readonly times: number
  readonly mean: number
}

const moments = [2, 60, 62, 100, 140, 148, 182, 210]

describe.skipIf(!isHere)('what is drawn to be mistaken', () => {
  let detector: Detector
  let filter: string
  beforeAll(async () => {
    const model = await modelForTest('yolox-nano')
    filter = letterboxFilter(model.manifest.input)
    detector = await createDetector({ model, workers: 1, threshold: 0.15 })
  })
  afterAll(() => detector?.close())

  /** By actor, and beside them what is seen where nothing was drawn. */
  async function look(scene: Scene, type: string): Promise<Map<string, Taken>> {
    const painter = await createPainter(scene, wholeView, await openDraw())
    const taken = new Map<string, { looks: number; scores: number[] }>()
    const note = (who: string, score: number | null): void => {
      const one = taken.get(who) ?? { looks: 0, scores: [] }
      if (who !== 'nothing') one.looks += 1
      if (score !== null) one.scores.push(score)
      taken.set(who, one)
    }
    for (const [index, seconds] of moments.entries()) {
      const input = await painter.frame(seconds, index)
      const options = [
        '-v',
        'error',
        ...rawInput(canvas.width, canvas.height),
        '-vf',
        filter,
        '-f',
        'rawvideo',
      ]
      const frame = execFileSync(ffmpegPath, [...options, 'pipe:1'], { input, maxBuffer: 1e8 })
      const seen = await detector.submit(scene.id, frame, canvas)
      if (seen.kind === 'dropped') throw new Error(seen.reason)
      const own = seen.detections.filter((one) => one.class === type)
      const truth = truthAt(scene, wholeView, seconds)
      for (const { actorId, box } of truth)
        note(actorId, own.find((one) => iou(one.box, box) >= 0.4)?.score ?? null)
      for (const one of own)
        if (!truth.some(({ box }) => iou(one.box, box) >= 0.4)) note('nothing', one.score)
    }
    return new Map(
      [...taken].map(([who, { looks, scores }]) => {
        const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
        return [who, { looks, times: scores.length, mean }]
      }),
    )
  }

  /** Where a scene proves nothing unless the model is deceived. */
  const deceiving: Readonly<Record<string, readonly string[]>> = {
    'reservoir-lifeless': ['statue', 'seated-statue', 'poster', 'post'],
    'reservoir-beside': ['statue', 'angler'],
    'reservoir-lens': ['angler'],
    'reservoir-dusk': [],
    'reservoir-night': [],
    'shop-window': ['mannequin-1', 'mannequin-2', 'waiting-reflected'],
  }
  it.each(Object.entries(deceiving))(
    '%s',
    async (sceneId, persons) => {
      const taken = await look(allScenes[sceneId]!, 'person')
      for (const [who, { looks, times, mean }] of taken)
        console.log(`${sceneId}: ${who}: a person in ${times} of ${looks}, ${mean.toFixed(2)}`)
      for (const who of persons) {
        const { looks, times, mean } = taken.get(who)!
        expect(times / looks, who).toBeGreaterThan(0.5)
        expect(mean, who).toBeGreaterThan(0.35)
      }
    },
    300_000,
  )
})
