import { dirname } from 'node:path'
import { tensor4d, type Tensor } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { bodyPoints, type Body } from '@sightline/detectors/pose/body'
import type { Box } from '@sightline/detectors/geometry/point'
import { decodeMovenet } from '../decode/movenet.ts'
import { readDataset } from '../eval/coco-dataset.ts'
import { openTask } from '../open.ts'
import type { Raster } from '../raster/raster.ts'
import { sharePart } from '../raster/shared-part.ts'
import { toInput } from '../raster/to-input.ts'
import { openRunner } from '../session/runner.ts'
import { pictureOf } from '../test/picture.ts'
import { ifFetched, modelPlace, sharedPath } from '../test/shared-material.ts'
import { tfjsModel } from '../test/tfjs-model.ts'
import { cropOfPerson } from './crop-of-person.ts'
import { openPose } from './open-pose.ts'

const coco = sharedPath('media/coco-mini')
const isHere = await ifFetched('movenet-lightning')

/** People of the pictures who are large enough to have joints, the largest first. */
async function peopleOf(least: number): Promise<{ readonly picture: Raster; readonly box: Box }[]> {
  const { truths, images } = await readDataset(coco!)
  const people = truths.filter(({ category, area, crowd }) => category === 'person' && area > least && !crowd)
  const found = []
  for (const { image, box } of people.toSorted((a, b) => b.area - a.area)) {
    const [x = 0, y = 0, w = 0, h = 0] = box
    const { path, width, height } = images.find(({ id }) => id === image)!
    const inPicture = { left: x / width, top: y / height, right: (x + w) / width, bottom: (y + h) / height }
    found.push({ picture: await pictureOf(path), box: inPicture })
  }
  return found
}

describe.skipIf(!coco || !isHere)('MoveNet', () => {
  it('finds every joint where the published graph finds it', async () => {
    const prepared = await openTask('pose', 'movenet-lightning', modelPlace())
    const { input } = prepared.manifest
    const run = await openRunner(prepared.path, input)
    const published = await tfjsModel(dirname(dirname(prepared.path)), 'movenet-lightning')
    const people = (await peopleOf(8000)).slice(0, 2)
    expect(people).toHaveLength(2)
    let worst = { place: 0, score: 0 }
    for (const { picture, box } of people) {
      const content = { x: 0, y: 0, width: picture.width, height: picture.height }
      const { frame } = toInput(cropOfPerson(picture, content, box).raster, input)
      const ours = decodeMovenet(await run(frame))
      const answer = published.execute(tensor4d(Int32Array.from(frame), [1, 192, 192, 3], 'int32')) as Tensor
      const theirs = await answer.data()
      ours.forEach(({ x, y, score }, i) => {
        const [ty = 0, tx = 0, tscore = 0] = theirs.slice(i * 3, i * 3 + 3)
        const place = Math.hypot(x - tx, y - ty)
        worst = {
          place: Math.max(worst.place, place),
          score: Math.max(worst.score, Math.abs(score - tscore)),
        }
      })
    }
    console.log(
      `movenet beside tfjs: farthest ${worst.place.toExponential(2)}, score ${worst.score.toExponential(2)}`,
    )
    expect(worst.place).toBeLessThan(1e-3)
    expect(worst.score).toBeLessThan(1e-4)
  }, 300_000)

  it('sees the joints of people in the box of whom it is asked, in 0..1 of the picture', async () => {
    const pose = await openPose('movenet-lightning', modelPlace())
    const people = await peopleOf(8000)
    const seen: Body[] = []
    for (const { picture, box } of people) {
      const { part, area: content } = sharePart(picture)
      const [body] = await pose.look({ picture: part, content, persons: [box] })
      seen.push(body!)
    }
    await pose.close()
    const inBox = seen.flatMap((body, i) => {
      const { left, top, right, bottom } = people[i]!.box
      const [aside, above] = [(right - left) * 0.1, (bottom - top) * 0.1]
      return Object.values(body).map(
        ({ x, y }) => x > left - aside && x < right + aside && y > top - above && y < bottom + above,
      )
    })
    const share = inBox.filter(Boolean).length / inBox.length
    console.log(
      `movenet: ${people.length} people, ${(inBox.length / people.length).toFixed(1)} of ${bodyPoints.length} joints each, ${(share * 100).toFixed(1)} % in the person's box`,
    )
    expect(inBox.length / people.length).toBeGreaterThan(6)
    expect(share).toBeGreaterThan(0.9)
    expect(seen.filter((body) => Object.keys(body).length >= 5).length).toBeGreaterThan(people.length / 2)
  }, 300_000)
})
