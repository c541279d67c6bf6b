import { dirname, join } from 'node:path'
import { tensor4d, type Tensor } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coveredShare, height, width } from '@sightline/detectors/geometry/box'
import type { Box } from '@sightline/detectors/geometry/point'
import { readDataset } from '../eval/coco-dataset.ts'
import { openSeeing, openTask } from '../open.ts'
import type { Raster } from '../raster/raster.ts'
import { sharePart } from '../raster/shared-part.ts'
import { toInput } from '../raster/to-input.ts'
import { createPartDetector } from '../session/part-detector.ts'
import { openRunner } from '../session/runner.ts'
import { pictureOf } from '../test/picture.ts'
import { placed } from '../test/placed.ts'
import { ifFetched, modelPlace, sharedPath } from '../test/shared-material.ts'
import { tfjsModel } from '../test/tfjs-model.ts'
import { createFaceHider, openFaceHider, type FaceHider } from './open-face-hider.ts'

const coco = sharedPath('media/coco-mini')
const isHere =
  coco &&
  sharedPath('models') &&
  (await ifFetched('blazeface-back')) &&
  (await ifFetched('movenet-lightning'))

const size = { width: 1280, height: 720 }
type Truth = Awaited<ReturnType<typeof readDataset>>['truths'][number]

/** A photograph, a person in it (x, y, width, height in px), and where the face is within the person's box, 0..1. */
interface Shown {
  readonly photo: Raster
  readonly person: readonly number[]
  readonly face: Box
}

/** Where a part of a person's box is in the picture. */
const inside = (person: Box, part: Box): Box => ({
  left: person.left + part.left * width(person),
  right: person.left + part.right * width(person),
  top: person.top + part.top * height(person),
  bottom: person.top + part.bottom * height(person),
})

/** Large enough, and not cut off above: of whom the picture shows no head another model imagines a face. */
const isWhole = ({ category, area, crowd, box: [, y = 0] }: Truth): boolean =>
  category === 'person' && area > 1500 && !crowd && y > 2

/** People whose face another model, which looks for masks, is sure of close by. */
async function peopleWithFaces(): Promise<Shown[]> {
  const { truths, images } = await readDataset(coco!)
  const mask = await createPartDetector(await openSeeing('aizoo-mask', modelPlace()))
  const found: Shown[] = []
  const photos = new Map<string, Promise<Raster>>()
  for (const { image: id, box: person } of truths.filter((t) => isWhole(t))) {
    const { path } = images.find((one) => one.id === id)!
    photos.set(path, photos.get(path) ?? pictureOf(path))
    const photo = (await photos.get(path))!
    const { picture, box } = placed(photo, person, { size, highPx: 700 })
    const { part, area: content } = sharePart(picture)
    const upper = inside(box, { left: -0.1, top: -0.1, right: 1.1, bottom: 0.5 })
    const look = await mask.look('s', { picture: part, content, regions: [{ shown: upper }] })
    const faces = look.kind === 'dropped' ? [] : look.detections.filter(({ score }) => score > 0.8)
    const face = faces.find(
      (one) => coveredShare(one.box, inside(box, { left: 0, top: 0, right: 1, bottom: 0.5 })) > 0.8,
    )
    if (!face) continue
    const share = (value: number, from: number, to: number): number => (value - from) / (to - from)
    const { left, right, top, bottom } = face.box
    const within = {
      left: share(left, box.left, box.right),
      right: share(right, box.left, box.right),
      top: share(top, box.top, box.bottom),
      bottom: share(bottom, box.top, box.bottom),
    }
    found.push({ photo, person, face: within })
  }
  await mask.close()
  return found
}

describe.skipIf(!isHere)('BlazeFace', () => {
  it('gives the numbers that tfjs gives for the same picture', async () => {
    const prepared = await openTask('face-detector', 'blazeface-back', modelPlace())
    const { input, prepare } = prepared.manifest
    if (prepare.kind !== 'tfjs') throw new Error('not a TFJS model')
    const run = await openRunner(prepared.path, input)
    const published = await tfjsModel(dirname(dirname(prepared.path)), 'blazeface-back')
    const { frame } = toInput(await pictureOf(join(coco!, '000000349860.jpg')), input)
    const ours = await run(frame)
    const pixels = Float32Array.from(frame, (value) => value / 127.5 - 1)
    const theirs = published.execute(tensor4d(pixels, [1, 256, 256, 3]), [...prepare.outputs]) as Tensor[]
    for (const [i, name] of prepare.outputs.entries()) {
      const [expected, { data, dims }] = [await theirs[i]!.data(), ours[name]!]
      const [, channels = 0] = dims
      const cells = data.length / channels
      let difference = 0
      let largest = 0
      for (let cell = 0; cell < cells; cell++)
        for (let c = 0; c < channels; c++) {
          const value = expected[cell * channels + c]!
          difference = Math.max(difference, Math.abs(value - data[c * cells + cell]!))
          largest = Math.max(largest, Math.abs(value))
        }
      console.log(`${name}: largest difference ${difference.toExponential(2)} of ${largest.toFixed(1)}`)
      expect(data).toHaveLength(expected.length)
      expect(difference).toBeLessThan(1e-3 * largest)
    }
  }, 300_000)

  describe('in pictures of people', () => {
    let people: Shown[]
    let hider: FaceHider
    beforeAll(async () => {
      people = await peopleWithFaces()
      hider = await openFaceHider(modelPlace())
    }, 300_000)
    afterAll(() => hider?.close())

    /** Of all faces of a height: found as faces, and hidden to nine tenths by anything. */
    async function tally(facePx: number, of: FaceHider) {
      const found = { found: 0, hidden: 0 }
      for (const { photo, person, face } of people) {
        const { picture, box } = placed(photo, person, { size, highPx: facePx / height(face) })
        const where = inside(box, face)
        const { regions } = await of.hide(picture)
        if (regions.some((one) => one.how === 'face' && coveredShare(where, one.box) >= 0.7)) found.found += 1
        if (regions.some((one) => coveredShare(where, one.box) >= 0.9)) found.hidden += 1
      }
      return found
    }

    it.each([12, 20, 45, 120])(
      'hides faces %i px high',
      async (facePx) => {
        const { found, hidden } = await tally(facePx, hider)
        console.log(`faces ${facePx} px of 720: found ${found} of ${people.length}, hidden ${hidden}`)
        expect(people.length).toBeGreaterThanOrEqual(3)
        if (facePx >= 20) expect(hidden).toBe(people.length)
      },
      300_000,
    )

    it('hides them without the model of faces, and without the one of joints', async () => {
      const all = await hider.hide(people[0]!.photo)
      expect(all.regions.some(({ how }) => how === 'face')).toBe(true)
      for (const missing of [['blazeface-back'], ['blazeface-back', 'movenet-lightning']]) {
        const less = await createFaceHider(modelPlace(), (name) => !missing.includes(name))
        const { hidden, found } = await tally(45, less)
        await less.close()
        console.log(`without ${missing.join(' and ')}: hidden ${hidden} of ${people.length}`)
        expect([found, hidden]).toEqual([0, people.length])
      }
    }, 300_000)

    it('gives no picture out where nobody can look for people', async () => {
      const none = await createFaceHider(modelPlace(), () => false)
      const {
        photo,
        person: [x = 0, y = 0, w = 0, h = 0],
        face,
      } = people[0]!
      await expect(none.hide(photo)).rejects.toMatchObject({ code: 'faces_unhideable' })
      await expect(none.hide(photo, [])).rejects.toMatchObject({ code: 'faces_unhideable' })
      const box = {
        left: x / photo.width,
        top: y / photo.height,
        right: (x + w) / photo.width,
        bottom: (y + h) / photo.height,
      }
      const { picture, regions } = await none.hide(photo, [box])
      expect(regions.map(({ how }) => how)).toEqual(['upper'])
      expect(coveredShare(inside(box, face), regions[0]!.box)).toBeGreaterThan(0.9)
      expect(picture.data).not.toEqual(photo.data)
      expect(none.missing.map(({ name }) => name)).toEqual([
        'yolox-nano',
        'movenet-lightning',
        'blazeface-back',
      ])
    })
  })
})
