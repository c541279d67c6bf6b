import type { Rgb } from '@sightline/detectors/clothing/lab'
import { expect, it } from 'vitest'
import { chooseLight, removeSample, startDraft, takeSample } from './clothing-draft.ts'
import { meanColour, patchAround, wholePicture, type Pixels } from './read-colour.ts'

/** A grey picture with a square of a colour in its middle, in so much of the light. */
function picture(rgb: Rgb, light = 1, grey: Rgb = [150, 150, 150]): Pixels {
  const [width, height] = [200, 100]
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isMiddle = Math.abs(x - 100) < 10 && Math.abs(y - 50) < 10
      const colour = isMiddle ? rgb : grey
      data.set([...colour.map((value) => value * light), 255], (y * width + x) * 4)
    }
  return { data, width, height }
}
const white: Rgb = [236, 236, 232]
const middle = { x: 0.5, y: 0.5 }
const hat = { garment: 'hat', name: '白帽', at: middle } as const

it('reads the colour under a click, and none of what is around', () => {
  const pixels = picture(white)
  expect(meanColour(pixels, patchAround(middle, pixels))).toEqual(white)
  expect(meanColour(pixels, patchAround({ x: 0, y: 0 }, pixels))).toEqual([150, 150, 150])
})

it('takes a sample with the light of the whole picture', () => {
  const draft = takeSample(startDraft(null), picture(white), hat)
  expect(draft).toMatchObject({
    refusal: null,
    light: { place: null },
    samples: [{ garment: 'hat', rgb: white, name: '白帽' }],
  })
  expect(draft.light!.rgb).toEqual(meanColour(picture(white), wholePicture))
})

it('tells a later sample as it would look in the light of the first', () => {
  const first = takeSample(startDraft(null), picture(white), hat)
  const later = takeSample(first, picture(white, 0.8), { ...hat, name: '另一顶' })
  const [, second] = later.samples
  for (const [c, value] of second!.rgb.entries()) expect(Math.abs(value - white[c]!)).toBeLessThanOrEqual(4)
})

it.each<[string, Pixels, string]>([
  ['a hat like hair', picture([30, 25, 22]), 'like_hair'],
  ['a light that is too different', picture(white, 0.3), 'other_light'],
])('takes nothing of %s, and says so', (_, pixels, refusal) => {
  const first = takeSample(startDraft(null), picture(white), hat)
  const after = takeSample(first, pixels, hat)
  expect(after).toMatchObject({ refusal, samples: first.samples })
})

it('takes no more than may be declared', () => {
  let draft = startDraft(null)
  for (let i = 0; i < 25; i++) draft = takeSample(draft, picture(white), hat)
  expect([draft.samples.length, draft.refusal]).toEqual([24, 'too_many'])
})

it('compares with a place that is chosen, and keeps no colours of another light', () => {
  const first = takeSample(startDraft(null), picture(white), hat)
  const chosen = chooseLight(picture(white), { x: 0.1, y: 0.2 })
  expect(chosen).toMatchObject({ samples: [], light: { rgb: [150, 150, 150] } })
  expect(chosen.light!.place!.left).toBeCloseTo(0.08, 9)
  expect(first.samples).toHaveLength(1)
})

it('forgets the light with the last sample', () => {
  const one = takeSample(startDraft(null), picture(white), hat)
  expect(removeSample(one, 0)).toEqual({ samples: [], light: null, refusal: null })
})
