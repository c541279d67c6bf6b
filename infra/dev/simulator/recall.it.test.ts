import { execFileSync } from 'node:child_process'
import type { Detection } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import { letterboxFilter } from '@sightline/models/letterbox'
import { createDetector } from '@sightline/models/session/detector'
import { modelForTest, sharedPath } from '@sightline/models/test/shared-material'
import { expect, it } from 'vitest'
import { filmCache } from './film-cache.ts'
import { fps, groupFrames } from './render/groups.ts'
import { renderCamera, type StreamMedia } from './render/render-camera.ts'
import { canvas, type ActorClass, type Scene, type View } from './scene.ts'
import { openDraw } from './render/draw.ts'
import { rawInput } from './render/encode.ts'
import { createPainter } from './render/painter.ts'
import { scenes } from './scenes/scenes.ts'
import { truthAt, type TruthBox } from './truth.ts'
import { vary, weathers } from './vary.ts'

const ffmpegPath = process.env.FFMPEG_PATH ?? 'ffmpeg'

/** Shown well enough to be asked for: tall as in the model's own smallest reliable objects, and mostly in sight. */
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
  positives: number
  truePositives: number
  falsePositives: number
}

/**
 * Recall and precision at the model's own threshold, as the pipeline runs it: floors a little under what was measured.
 * The fallback must carry the demonstration of a closed network. Table and crates are weak in both models.
 */
const floors = [
  ['yolox-nano', 'pavement', 'car', 0.95, 0.95],
  ['yolox-nano', 'pavement', 'person', 0.9, 0.95],
  ['yolox-nano', 'plaza', 'person', 0.95, 0.95],
  ['yolox-nano', 'plaza', 'bottle', 0.95, 0.95],
  ['yolox-nano', 'reservoir', 'person', 0.95, 0.95],
  ['yolox-nano', 'kitchen', 'person', 0.9, 0.95],
  ['yolox-nano', 'kitchen', 'bottle', 0.95, 0.9],
  ['centernet-mobilenet', 'pavement', 'car', 0.95, 0.95],
  ['centernet-mobilenet', 'pavement', 'person', 0.9, 0.95],
  ['centernet-mobilenet', 'plaza', 'person', 0.95, 0.95],
  ['centernet-mobilenet', 'plaza', 'bottle', 0.95, 0.95],
  ['centernet-mobilenet', 'reservoir', 'person', 0.95, 0.95],
  ['centernet-mobilenet', 'kitchen', 'person', 0.9, 0.95],
] as const

function judge(
  truths: readonly TruthBox[],
  seen: readonly Detection[],
  tallyOf: (type: ActorClass) => Tally,
): void {
  for (const truth of truths.filter(isFair)) {
    const tally = tallyOf(truth.class)
    tally.positives++
    if (seen.some((one) => one.class === truth.class && isSame(truth, one.box))) tally.truePositives++
  }
  for (const one of seen)
    if (!truths.some((truth) => truth.class === one.class && isSame(truth, one.box)))
      tallyOf(one.class).falsePositives++
}

/** What is decoded of each group: its first half, and the frame in its middle. */
const halfFrames = groupFrames / 2 + 1

/** The middle frame of every group of two seconds, coded as the camera sends it and scaled as the pipeline does. */
function framesOf({ sps, pps, loop }: StreamMedia, filter: string, size: number): Buffer[] {
  const start = Buffer.from([0, 0, 0, 1])
  const halves = loop.filter((_, i) => i % groupFrames < halfFrames)
  const units = [sps, pps, ...halves.flatMap(({ nals }) => nals)].flatMap((nal) => [start, nal])
  const some = `select=eq(mod(n\\,${halfFrames})\\,${halfFrames - 1}),${filter}`
  const options = ['-v', 'error', '-f', 'h264', '-r', `${fps}`, '-i', 'pipe:0', '-vf', some, '-vsync', '0']
  const all = execFileSync(ffmpegPath, [...options, '-f', 'rawvideo', 'pipe:1'], {
    input: Buffer.concat(units),
    maxBuffer: 1e9,
  })
  return Array.from({ length: all.length / size }, (_, k) => all.subarray(k * size, (k + 1) * size))
}

async function measure(name: string, sceneId: string): Promise<Map<ActorClass, Tally>> {
  const scene = scenes[sceneId]!
  const model = await modelForTest(name)
  const { input } = model.manifest
  const detector = await createDetector({ model, workers: 1 })
  const tallies = new Map<ActorClass, Tally>()
  const tallyOf = (type: ActorClass): Tally => {
    const tally = tallies.get(type) ?? { positives: 0, truePositives: 0, falsePositives: 0 }
    tallies.set(type, tally)
    return tally
  }
  for (const camera of scene.cameras) {
    const { main } = await renderCamera(
      { cacheDir: filmCache, ffmpegPath, onProgress: () => {} },
      scene,
      camera,
    )
    const frames = framesOf(main, letterboxFilter(input), input.width * input.height * 3)
    expect(frames).toHaveLength(scene.loopSeconds / 2)
    for (const [k, frame] of frames.entries()) {
      const look = await detector.submit(sceneId, frame, canvas)
      if (look.kind === 'dropped') throw new Error(look.reason)
      judge(truthAt(scene, camera.view, k * 2 + 1), look.detections, tallyOf)
    }
  }
  await detector.close()
  return tallies
}

const hasMirror = Boolean(sharedPath('models'))
if (!hasMirror) console.warn('recall of yolox-nano NOT measured: ../shared/models is not there')

const models = hasMirror ? ['yolox-nano', 'centernet-mobilenet'] : ['centernet-mobilenet']
const pairs = models.flatMap((model) =>
  ['pavement', 'plaza', 'reservoir', 'kitchen'].map((scene) => [model, scene] as const),
)
it.each(pairs)(
  '%s finds what is drawn: %s',
  async (name, sceneId) => {
    const tallies = await measure(name, sceneId)
    for (const [type, { positives, truePositives, falsePositives }] of tallies)
      console.log(
        `${name} ${sceneId} ${type}: recall ${truePositives}/${positives}, precision ${truePositives}/${truePositives + falsePositives}`,
      )
    for (const [, , type, recall, precision] of floors.filter(([n, s]) => n === name && s === sceneId)) {
      const { positives, truePositives, falsePositives } = tallies.get(type) ?? {
        positives: 0,
        truePositives: 0,
        falsePositives: 0,
      }
      expect(truePositives / positives, `${type} recall`).toBeGreaterThanOrEqual(recall)
      expect(truePositives / (truePositives + falsePositives), `${type} precision`).toBeGreaterThanOrEqual(
        precision,
      )
    }
  },
  600_000,
)

/** One frame of a varied scene, drawn once for all models. */
const drawn = new Map<number, Promise<Buffer>>()
function pictureOf(seed: number, scene: Scene, view: View): Promise<Buffer> {
  const known = drawn.get(seed)
  if (known) return known
  const picture = openDraw()
    .then((draw) => createPainter(scene, view, draw))
    .then((painter) => painter.frame(40, seed))
  drawn.set(seed, picture)
  return picture
}

it.each(models)(
  '%s finds the parked car in any weather, whatever its colour',
  async (name) => {
    const model = await modelForTest(name)
    const detector = await createDetector({ model, workers: 1 })
    const met = new Set<unknown>()
    for (let seed = 0; met.size < Object.keys(weathers).length; seed++) {
      const scene = vary(scenes.pavement!, seed)
      if (met.has(scene.weather)) continue
      met.add(scene.weather)
      const { view } = scene.cameras[0]!
      const input = await pictureOf(seed, scene, view)
      const filter = ['-vf', letterboxFilter(model.manifest.input), '-f', 'rawvideo', 'pipe:1']
      const options = ['-v', 'error', ...rawInput(canvas.width, canvas.height), ...filter]
      const frame = execFileSync(ffmpegPath, options, { input, maxBuffer: 1e8 })
      const look = await detector.submit('weather', frame, canvas)
      if (look.kind === 'dropped') throw new Error(look.reason)
      const car = truthAt(scene, view, 40).find(({ actorId }) => actorId === 'car-a')!
      const found = look.detections.filter((one) => one.class === 'car' && isSame(car, one.box))
      expect(found, `seed ${seed}, ${JSON.stringify(scene.weather)}`).toHaveLength(1)
    }
    await detector.close()
  },
  600_000,
)
