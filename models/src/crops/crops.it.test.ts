import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Box } from '@sightline/detectors/geometry/point'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../eval/coco-dataset.ts'
import { resize } from '../raster/resize.ts'
import { createDetector } from '../session/detector.ts'
import { toInput } from '../raster/to-input.ts'
import { pictureOf } from '../test/picture.ts'
import { modelPlace, modelForTest, sharedPath } from '../test/shared-material.ts'
import { likeness } from './likeness.ts'
import { openClassifier, openEmbedder } from './open-crop-model.ts'

const fire = sharedPath('media/fire/dsikar-fire2.jpeg')
const coco = sharedPath('media/coco-mini')
const here = fire && coco && sharedPath('models')

describe.skipIf(!here)('the flame classifier', () => {
  it('sees the fire, and on ordinary pictures hardly ever one', async () => {
    const flame = await openClassifier('onfire-flame', modelPlace())
    const burning = await flame.look(await pictureOf(fire!))
    const ordinary: number[] = []
    for (const file of readdirSync(coco!).filter((name) => name.endsWith('.jpg')))
      ordinary.push((await flame.look(await pictureOf(join(coco!, file))))['flame']!)
    await flame.close()
    const alarms = ordinary.filter((score) => score >= 0.9).length
    console.log(`flame: fire ${burning['flame']!.toFixed(3)}; ${alarms} of ${ordinary.length} others at .9`)
    expect(burning['flame']).toBeGreaterThan(0.9)
    expect(burning['flame']! + burning['none']!).toBeCloseTo(1, 6)
    expect(alarms).toBeLessThanOrEqual(2)
  })
})

/** The largest persons of the pictures that hold several. */
async function persons() {
  const { truths, images } = await readDataset(coco!)
  const large = truths.filter(({ category, area, crowd }) => category === 'person' && area > 4000 && !crowd)
  return large.map(({ image, box: [x, y, width, height] }) => {
    const { path, ...size } = images.find(({ id }) => id === image)!
    const region: Box = {
      left: x / size.width,
      top: y / size.height,
      right: (x + width) / size.width,
      bottom: (y + height) / size.height,
    }
    return { path, region }
  })
}

describe.skipIf(!here)('person re-identification', () => {
  it('finds a person again in a smaller, shifted picture, and tells others apart', async () => {
    const reid = await openEmbedder('person-reid', modelPlace())
    const first: Float32Array[] = []
    const again: Float32Array[] = []
    for (const { path, region } of await persons()) {
      const picture = await pictureOf(path)
      first.push(await reid.look(picture, region))
      const smaller = resize(picture, {
        width: Math.round(picture.width * 0.7),
        height: Math.round(picture.height * 0.7),
      })
      const shift = (region.right - region.left) * 0.04
      again.push(
        await reid.look(smaller, { ...region, left: region.left + shift, right: region.right + shift }),
      )
    }
    await reid.close()
    const same = first.map((one, i) => likeness(one, again[i]!))
    const others = first.flatMap((one, i) =>
      again.filter((_, k) => k !== i).map((other) => likeness(one, other)),
    )
    const found = first.filter((one, i) =>
      again.every((other, k) => k === i || likeness(one, other) < likeness(one, again[i]!)),
    ).length
    const median = (of: number[]) => of.toSorted((a, b) => a - b)[of.length >> 1]!
    console.log(
      `re-id: ${first.length} persons, same ${Math.min(...same).toFixed(2)} to ${Math.max(...same).toFixed(2)}, ` +
        `others ${median(others).toFixed(2)} (median); ${found} found again`,
    )
    expect(first.length).toBeGreaterThan(5)
    expect(median(same)).toBeGreaterThan(0.9)
    expect(median(others)).toBeLessThan(0.8)
    expect(found / first.length).toBeGreaterThan(0.9)
  })
})

describe.skipIf(!here)('the mask detector', () => {
  it('is sure of bare faces only where people are', async () => {
    const model = await modelForTest('aizoo-mask')
    const detector = await createDetector({ model, workers: 1, threshold: 0.9 })
    const { truths, images } = await readDataset(coco!)
    const seen = { ofPeople: 0, elsewhere: 0 }
    for (const image of images) {
      const { frame } = toInput(await pictureOf(image.path), model.manifest.input)
      const look = await detector.submit('coco', frame, image)
      if (look.kind === 'dropped') throw new Error(look.reason)
      for (const { box } of look.detections) {
        const x = ((box.left + box.right) / 2) * image.width
        const y = ((box.top + box.bottom) / 2) * image.height
        const isOfPerson = truths.some(
          ({ image: id, category, box: [left, top, width, height] }) =>
            id === image.id &&
            category === 'person' &&
            Math.abs(x - (left + width / 2)) <= width / 2 &&
            Math.abs(y - (top + height / 4)) <= height / 4,
        )
        if (isOfPerson) seen.ofPeople += 1
        else seen.elsewhere += 1
      }
    }
    await detector.close()
    console.log(`mask: ${seen.ofPeople} bare faces of people, ${seen.elsewhere} elsewhere`)
    expect(seen).toEqual({ ofPeople: 3, elsewhere: 0 })
  })
})
