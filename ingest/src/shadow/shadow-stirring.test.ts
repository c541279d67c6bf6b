import { expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import { livelyFrom } from '@sightline/detectors/tracking/life'
import { createStirWatch } from '../perceive/infer/stir-watch.ts'
import { summedOf, type StirPicture } from '../perceive/infer/stir-picture.ts'
import { createShadowStirring } from './shadow-stirring.ts'

const [width, height] = [160, 90]
const box = { left: 0.3, top: 0.2, right: 0.5, bottom: 0.9 }
const person: Detection = { class: 'person', score: 0.8, box }

/** A wall with a grain of its own, and somebody whose clothes lie `fold` pixels off. */
function pictureOf(fold: number): StirPicture {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isPerson = x >= 48 && x < 80 && y >= 18 && y < 81
      data[y * width + x] = isPerson ? (((x + fold) >> 2) % 2 ? 200 : 60) : 110 + ((x * 7 + y * 13) % 5)
    }
  return summedOf({ data, width, height })
}

const looks = (folds: readonly number[]) =>
  folds.map((fold, i) => ({ sourceId: 'cam-1', at: i * 2_000, picture: { stir: pictureOf(fold) } }))

it.each([
  ['who moves lives', [0, 3, 5], true],
  ['what stands still does not', [0, 0, 0], false],
])(
  'of whom the shadow alone sees it measures what would be measured in force: %s',
  (...[, folds, isAlive]) => {
    const stirring = createShadowStirring()
    const inForce = createStirWatch()
    for (const look of looks(folds)) {
      const seen = stirring.see(look, [person])
      expect(seen).toEqual(
        inForce.see({ ...look, picture: look.picture.stir, detections: [person], shift: null }),
      )
      if (look.at > 0) expect((seen[0]?.stir ?? 0) >= livelyFrom).toBe(isAlive)
    }
  },
)

it('keeps what was measured in force, of each source alone, and nothing where no rule is about people', () => {
  const stirring = createShadowStirring()
  const [first, second] = looks([0, 3])
  expect(stirring.see(first!, [person])).toEqual([person])
  expect(stirring.see({ ...second!, sourceId: 'cam-2' }, [person])).toEqual([person])
  expect(stirring.see({ ...second!, picture: { stir: null } }, [person])).toEqual([person])
  const known = { ...person, stir: 0.5 }
  expect(stirring.see(second!, [known])).toEqual([known])
})

it('measures nothing by pictures of before the view moved', () => {
  const stirring = createShadowStirring()
  const [first, second] = looks([0, 3])
  stirring.see(first!, [person])
  stirring.forget('cam-1')
  expect(stirring.see(second!, [person])).toEqual([person])
})
