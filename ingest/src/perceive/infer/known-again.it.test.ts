import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trackerDefaults } from '@sightline/detectors/tracking/track'
import { emptyTracker, track, type TrackerState } from '@sightline/detectors/tracking/tracker'
import type { Detection } from '@sightline/detectors/detection'
import { openEmbedder, type Embedder } from '@sightline/models/crops/open-crop-model'
import { readDataset } from '@sightline/models/eval/coco-dataset'
import { openModel } from '@sightline/models/open'
import { crop, paste, plain, type Raster } from '@sightline/models/raster/raster'
import { resize } from '@sightline/models/raster/resize'
import { sharePart } from '@sightline/models/raster/shared-part'
import { createDetector, type Detector } from '@sightline/models/session/detector'
import { worthKnowing } from '../../judge/worth-knowing.ts'
import { withAppearances } from './appearances.ts'
import { photograph } from './test/burning.ts'

const repository = resolve(import.meta.dirname, '../../../..')
const shared = join(repository, '../shared')
const isHere = ['models', 'media/coco-mini'].every((part) => existsSync(join(shared, part)))
if (!isHere) console.warn('skipped: ../shared has no weights or pictures')

const place = { dir: join(repository, '.sightline/models'), origins: { mirror: join(shared, 'models') } }
const picture = { width: 640, height: 384 }
const content = { x: 0, y: 0, width: 640, height: 360 }
const highPx = 150
const perSecond = 5

/** Cuts of people that the model sees as people, all as high. */
async function peopleOf(main: Detector): Promise<Raster[]> {
  const { truths, images } = await readDataset(join(shared, 'media/coco-mini'))
  const large = truths.filter(
    ({ category, crowd, box: [, , w, h] }) => category === 'person' && !crowd && h > 110 && w < h * 0.7,
  )
  const people: Raster[] = []
  for (const { image: id, box } of large) {
    const { path, ...size } = images.find((one) => one.id === id)!
    const [x, y, width, height] = box.map(Math.round) as [number, number, number, number]
    const photo = await photograph(path, size.width, size.height)
    const cut = resize(crop(photo, { x, y, width, height }), {
      width: Math.round((width * highPx) / height),
      height: highPx,
    })
    const look = await main.submit('s', draw([{ who: cut, x: 250 }]).data, picture)
    const isSeen =
      look.kind === 'detections' && look.detections.some((one) => isPersonAt(one, 250, cut.width))
    if (isSeen) people.push(cut)
  }
  return people
}

interface Walker {
  readonly who: Raster
  readonly x: number
}

function draw(walkers: readonly Walker[]): Raster {
  const drawn = plain(picture, 110)
  for (const { who, x } of walkers) paste(drawn, who, { x: Math.round(x), y: 150 })
  return drawn
}

const isPersonAt = ({ class: type, box }: Detection, x: number, width: number): boolean =>
  type === 'person' && Math.abs(((box.left + box.right) / 2) * picture.width - x - width / 2) < width / 2

/** Two come towards each other, are out of sight for 1.4 s where they meet, and each goes back to where it came from. */
function story(left: Raster, right: Raster): (readonly Walker[])[] {
  const speed = 90 / perSecond
  const steps = Array.from({ length: 11 }, (_, i) => i)
  const at = (i: number): readonly Walker[] => [
    { who: left, x: 60 + i * speed },
    { who: right, x: 580 - right.width - i * speed },
  ]
  return [...steps.map(at), ...steps.slice(0, 7).map(() => []), ...steps.toReversed().map(at)]
}

describe.skipIf(!isHere)('two people who meet behind something and turn round', () => {
  let main: Detector
  let reid: Embedder
  beforeAll(async () => {
    const model = await openModel({ name: 'yolox-nano', ...place })
    main = await createDetector({ model, workers: 1, threshold: trackerDefaults.lowScore })
    reid = await openEmbedder('person-reid', place)
  })
  afterAll(async () => {
    await main?.close()
    await reid?.close()
  })

  const idAt = ({ at, tracks }: TrackerState, { who, x }: Walker): number | undefined =>
    tracks.find(
      ({ seenAt, box, votes }) =>
        seenAt === at && isPersonAt({ class: 'person', score: 1, box }, x, who.width) && votes,
    )?.id

  /** Whether the two have the ids that they had, and how many looks were asked for. */
  async function play(pair: readonly [Raster, Raster], withLooks: boolean) {
    let state = emptyTracker
    let asked = 0
    const ids: (readonly (number | undefined)[])[] = []
    const frames = story(...pair)
    for (const [i, walkers] of frames.entries()) {
      const drawn = draw(walkers)
      const seen = await main.submit('s', drawn.data, picture)
      if (seen.kind === 'dropped') throw new Error(seen.reason)
      const at = 1_780_000_000_000 + (i * 1000) / perSecond
      const worth = withLooks ? worthKnowing(state, { at, detections: seen.detections }) : []
      asked += worth.length
      const { part } = sharePart(drawn)
      const known = await withAppearances(seen.detections, {
        worth,
        look: reid.look,
        picture: part,
        content: { ...content, height: picture.height },
      })
      state = track(state, { at, detections: known }, trackerDefaults).state
      ids.push(walkers.map((walker) => idAt(state, walker)))
    }
    const [before, after] = [ids[9]!, ids.at(-2)!]
    return {
      isKept: before.every((id, i) => id !== undefined && id === after[i]),
      asked,
      frames: frames.length,
    }
  }

  it('keep their tracks by how they look, and not without', async () => {
    const people = await peopleOf(main)
    const pairs = people.slice(1).map((right, i) => [people[i]!, right] as const)
    const kept = { without: 0, with: 0 }
    let asked = 0
    let frames = 0
    for (const pair of pairs) {
      kept.without += Number((await play(pair, false)).isKept)
      const looked = await play(pair, true)
      kept.with += Number(looked.isKept)
      asked += looked.asked
      frames += looked.frames
    }
    console.log(
      `known again: of ${pairs.length} pairs ${kept.with} kept their tracks, ${kept.without} without looks; ${asked} looks in ${frames} frames`,
    )
    expect(pairs.length).toBeGreaterThanOrEqual(6)
    expect(kept.with).toBeGreaterThanOrEqual(pairs.length * 0.75)
    expect(kept.without).toBeLessThan(kept.with)
  })
})
