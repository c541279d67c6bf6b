import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decoders } from '../decode/decoders.ts'
import type { InputBox } from '../letterbox.ts'
import { offeredClasses } from '../offered.ts'
import type { PreparedModel } from '../prepared-model.ts'
import { plain, type Raster } from '../raster/raster.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from '../session/runner.ts'
import { picturesOf } from '../test/picture.ts'
import { modelForTest, sharedPath } from '../test/shared-material.ts'
import { doubtsOf, limits, type Answer } from './plausible.ts'
import { decodeTrialPicture } from './trial-picture.ts'

const folders = ['coco-mini', 'street', 'aerial', 'fire'].map((name) => sharedPath(`media/${name}`))
const films = [
  'films/vtest.mp4',
  'films/one-by-one-person-detection.mp4',
  'clips/traffic_ccby_pan_15s.mp4',
].map((name) => sharedPath(`media/${name}`))

/** Photographs and a picture every twenty seconds of the films. */
async function pictures(): Promise<Raster[]> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder!)
      .filter((name) => /\.jpe?g$/i.test(name))
      .map((name) => join(folder!, name)),
  )
  const photographs = await Promise.all(paths.map((path) => decodeTrialPicture(readFileSync(path))))
  const filmed = await Promise.all(films.map((film) => picturesOf(film!, 0.05)))
  return [...photographs, ...filmed.flat()]
}

/** A built-in model as a dry run looks with it. */
async function lookWith({ manifest, path }: PreparedModel): Promise<(picture: Raster) => Promise<Answer>> {
  const { input, classes, decoder, thresholds } = manifest
  const run = await openRunner(path, input)
  return async (picture) => {
    const { frame, placed } = toInput(picture, input)
    const outputs = await run(frame)
    const boxes: InputBox[] = []
    const any = classes.map(() => 'person' as const)
    const { score: threshold, overlap } = thresholds
    const onBox = (box: InputBox) => void boxes.push(box)
    const detections = decoders[decoder](outputs, { input, classes, threshold, overlap, placed })
    const all = decoders[decoder](outputs, { input, classes: any, threshold, overlap, placed, onBox })
    return { outputs, seen: { detections }, all, boxes, placed }
  }
}

const countOf = ({ all }: Answer) => all.length

describe.skipIf([...folders, ...films].includes(null))('a right manifest on real pictures', () => {
  it.each(['yolox-nano', 'centernet-mobilenet'])(
    '%s is never doubted where it sees anything',
    async (name) => {
      const model = await modelForTest(name)
      const { input } = model.manifest
      const look = await lookWith(model)
      const grey = await look(plain(input, 127))
      const all = await pictures()
      const doubted: string[] = []
      let most = 0
      let sure = 0
      for (const [i, raster] of all.entries()) {
        const picture = await look(raster)
        most = Math.max(most, countOf(picture))
        sure = Math.max(sure, picture.all.filter(({ score }) => score >= limits.sure.nearOne).length)
        const classes = offeredClasses(model.manifest).length
        for (const { code } of doubtsOf({ picture, grey, input, classes })) doubted.push(`${i}: ${code}`)
      }
      console.log(
        `${name}: ${all.length} pictures, at most ${most} objects, ${sure} of them sure; ${countOf(grey)} in grey`,
      )
      expect(all.length).toBeGreaterThan(35)
      // An empty table and a view from above show it nothing that it knows: another picture is asked for.
      const empty = doubted.filter((one) => one.endsWith('sees_nothing'))
      expect(doubted.filter((one) => !empty.includes(one))).toEqual([])
      expect(empty.length).toBeLessThan(all.length / 4)
      expect(most).toBeLessThan(limits.boxes / 2)
    },
    120_000,
  )
})
