import { execFileSync } from 'node:child_process'
import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { letterboxFilter } from '@sightline/models/letterbox'
import { createDetector } from '@sightline/models/session/detector'
import { networkForTest, sharedPath } from '@sightline/models/test/shared-material'
import { expect, it } from 'vitest'
import { openDraw } from './render/draw.ts'
import { createPainter } from './render/painter.ts'
import { canvas, type ActorClass } from './scene.ts'
import { scenes } from './scenes/scenes.ts'
import { truthAt, type TruthBox } from './truth.ts'

/** Shown well enough to be asked for: tall as in the network's own smallest reliable objects, and mostly in sight. */
const isFair = ({ box, visibleShare }: TruthBox): boolean =>
  (box.bottom - box.top) * 384 >= 34 && visibleShare >= 0.4

function overlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left))
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
  const area = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top)
  return (width * height) / (area(a) + area(b) - width * height)
}
const isSame = (truth: TruthBox, box: Box): boolean =>
  [truth.box, truth.visibleBox].some((own) => own !== null && overlap(own, box) >= 0.5)

interface Tally {
  asked: number
  found: number
  wrong: number
}

/** Floors a little under what was measured. Umbrella, table and bowl are drawn, but are weak in this network. */
const floors = [
  ['pavement', 'car', 0.9, 0.95],
  ['pavement', 'person', 0.9, 0.95],
  ['plaza', 'person', 0.9, 0.95],
  ['reservoir', 'person', 0.9, 0.95],
  ['kitchen', 'person', 0.7, 0.95],
  ['kitchen', 'bottle', 0.9, 0.9],
] as const

function judge(
  truths: readonly TruthBox[],
  seen: readonly Detection[],
  tallyOf: (type: ActorClass) => Tally,
): void {
  for (const truth of truths.filter(isFair)) {
    const tally = tallyOf(truth.class)
    tally.asked++
    if (seen.some((one) => one.class === truth.class && isSame(truth, one.box))) tally.found++
  }
  for (const one of seen)
    if (!truths.some((truth) => truth.class === one.class && isSame(truth, one.box)))
      tallyOf(one.class).wrong++
}

/** One frame every two seconds of every camera, as drawn, against the ground truth. */
async function measure(sceneId: string): Promise<Map<ActorClass, Tally>> {
  const scene = scenes[sceneId]!
  const network = await networkForTest('yolox-nano')
  const detector = await createDetector({ network, workers: 1, threshold: 0.35 })
  const draw = await openDraw()
  const tallies = new Map<ActorClass, Tally>()
  const tallyOf = (type: ActorClass): Tally => {
    const tally = tallies.get(type) ?? { asked: 0, found: 0, wrong: 0 }
    tallies.set(type, tally)
    return tally
  }
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    `${canvas.width}x${canvas.height}`,
    '-colorspace',
    'bt709',
  ]
  const options = [
    '-v',
    'error',
    ...raw,
    '-i',
    'pipe:0',
    '-vf',
    letterboxFilter(network.manifest.input),
    '-f',
    'rawvideo',
    'pipe:1',
  ]
  for (const { view } of scene.cameras) {
    const painter = await createPainter(scene, view, draw)
    for (let seconds = 1; seconds < scene.loopSeconds; seconds += 2) {
      const picture = await painter.frame(seconds, seconds)
      const frame = execFileSync(process.env.FFMPEG_PATH ?? 'ffmpeg', options, {
        input: picture,
        maxBuffer: 1e8,
      })
      const look = await detector.submit(sceneId, frame, canvas)
      if (look.kind === 'dropped') throw new Error(look.reason)
      judge(truthAt(scene, view, seconds), look.detections, tallyOf)
    }
  }
  await detector.close()
  return tallies
}

if (!sharedPath('models'))
  console.warn('recall of the drawn scenes NOT measured: ../shared/models is not there')

it.skipIf(!sharedPath('models')).each(['pavement', 'plaza', 'reservoir', 'kitchen'])(
  'the real network finds what is drawn: %s',
  async (sceneId) => {
    const tallies = await measure(sceneId)
    for (const [type, { asked, found, wrong }] of tallies)
      console.log(`${sceneId} ${type}: recall ${found}/${asked}, precision ${found}/${found + wrong}`)
    for (const [, type, recall, precision] of floors.filter(([id]) => id === sceneId)) {
      const { asked, found, wrong } = tallies.get(type) ?? { asked: 0, found: 0, wrong: 0 }
      expect(found / asked, `${type} recall`).toBeGreaterThanOrEqual(recall)
      expect(found / (found + wrong), `${type} precision`).toBeGreaterThanOrEqual(precision)
    }
  },
)
