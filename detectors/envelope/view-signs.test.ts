import { describe, expect, it } from 'vitest'
import type { Detection, ObjectClass } from '../detection.ts'
import { mismatches } from '../shape.ts'
import { clearPicture, seePicture, unfitPicture } from './picture-state.ts'
import { noSigns, seeLook, signsShape, unfitFor, type ViewSigns } from './view-signs.ts'

const thing = (
  type: ObjectClass,
  x: number,
  y: number,
  more: { score?: number; wide?: number; high?: number } = {},
): Detection => {
  const { score = 0.7, wide = 0.08, high = 0.08 } = more
  return { class: type, score, box: { left: x, right: x + wide, top: y, bottom: y + high } }
}
const after = (looks: readonly (readonly Detection[])[], times = 1): ViewSigns =>
  Array.from({ length: times }, () => looks)
    .flat()
    .reduce((signs, detections) => seeLook(signs, { detections }, 16 / 9), noSigns)

/** As measured: cars from straight above are phones, some are cars or buses, at .35 to .6. */
const fromAbove = [
  thing('phone', 0.2, 0.2, { score: 0.45 }),
  thing('phone', 0.5, 0.6, { score: 0.4 }),
  thing('car', 0.7, 0.3, { score: 0.38 }),
]
const person = thing('person', 0.4, 0.3, { wide: 0.06, high: 0.3 })
const inHand = thing('phone', 0.43, 0.4, { wide: 0.02, high: 0.03 })

describe('a view', () => {
  it.each<[string, readonly (readonly Detection[])[], number, string | null]>([
    ['from straight above is steep', [fromAbove], 10, 'steep'],
    ['is not judged by a few looks', [fromAbove], 5, null],
    ['of an ordinary street is not', [[thing('car', 0.2, 0.5), thing('bus', 0.6, 0.4), person]], 400, null],
    ['with nothing in it is not', [[]], 400, null],
    ['of people with phones in their hands is not', [[person, inHand, thing('car', 0.7, 0.5)]], 400, null],
    [
      'with one thing at one place that is taken for a phone is not',
      [[thing('phone', 0.1, 0.1), thing('car', 0.6, 0.5)]],
      400,
      null,
    ],
    [
      'with many cars and now and then a phone is not',
      [
        [thing('car', 0.1, 0.5), thing('car', 0.3, 0.5), thing('car', 0.5, 0.5), thing('bus', 0.7, 0.5)],
        [thing('car', 0.1, 0.5), thing('car', 0.3, 0.5), thing('phone', 0.5, 0.1)],
        [thing('car', 0.1, 0.5), thing('car', 0.3, 0.5), thing('phone', 0.9, 0.1)],
      ],
      40,
      null,
    ],
    [
      'of one place that is taken for a phone, where no vehicle is ever surely known, is steep',
      [[thing('phone', 0.3, 0.3, { score: 0.5 }), thing('car', 0.6, 0.5, { score: 0.4 })]],
      10,
      'steep',
    ],
    [
      'in which no vehicle is ever surely known says so',
      [[thing('car', 0.3, 0.5, { score: 0.3 }), thing('car', 0.6, 0.5, { score: 0.4 })]],
      30,
      'hardly_known',
    ],
    [
      'of weak sights alone is not steep',
      [fromAbove.map((one) => ({ ...one, score: 0.3 }))],
      400,
      'hardly_known',
    ],
    [
      'in which one of many was surely known once is fit',
      [
        ...Array.from({ length: 99 }, () => [thing('car', 0.3, 0.5, { score: 0.4 })]),
        [thing('car', 0.3, 0.5, { score: 0.7 })],
      ],
      20,
      null,
    ],
  ])('%s', (_, looks, times, silence) => {
    const signs = after(looks, times)
    expect(unfitFor(signs, 'vehicle')).toBe(silence)
    expect(unfitFor(signs, 'person')).toBeNull()
  })

  it('stays steep, whatever comes, until it is another one', () => {
    const cars = [thing('car', 0.2, 0.5), thing('car', 0.6, 0.5)]
    const signs = Array.from({ length: 2000 }, () => cars).reduce(
      (before, detections) => seeLook(before, { detections }, 1),
      after([fromAbove], 10),
    )
    expect(unfitFor(signs, 'vehicle')).toBe('steep')
  })

  it.each<[string, Detection, string | null]>([
    ['of people who lie is turned', thing('person', 0.3, 0.4, { wide: 0.3, high: 0.1 }), 'turned'],
    ['of people who stand is not', person, null],
    [
      'of people who seem to lie, weakly, is not',
      thing('person', 0.3, 0.4, { wide: 0.3, high: 0.1, score: 0.5 }),
      null,
    ],
  ])('%s', (_, one, silence) => {
    expect(unfitFor(after([[one]], 30), 'person')).toBe(silence)
    expect(unfitFor(after([[one]], 30), 'vehicle')).toBe(silence)
  })

  it('is remembered in bounded memory that survives JSON', () => {
    const looks = Array.from({ length: 3000 }, (_, i) => [
      thing('phone', ((i * 7) % 90) / 100, ((i * 13) % 90) / 100),
    ])
    const signs = after(looks)
    expect(Object.keys(signs.odd).length).toBeLessThanOrEqual(100)
    expect(signs.looks).toBeLessThanOrEqual(400)
    expect(mismatches(JSON.parse(JSON.stringify(signs)), signsShape)).toEqual([])
  })
})

describe('pictures', () => {
  const play = (
    from: number,
    to: number,
    quality: { light: number; sharpness: number | null },
    state = clearPicture,
  ) => {
    for (let s = from; s <= to; s += 5) state = seePicture(state, quality, s * 1000)
    return state
  }
  const day = { light: 110, sharpness: 0.2 }
  it.each<[string, { light: number; sharpness: number | null }, number, string | null]>([
    ['of the day are fit', day, 600, null],
    ['of a dark night are not', { light: 4, sharpness: null }, 60, 'too_dark'],
    ['that are dark for a moment are', { light: 4, sharpness: null }, 20, null],
    ['out of focus are not', { light: 110, sharpness: 0.065 }, 60, 'blurred'],
    ['of a white wall are fit: nothing tells', { light: 200, sharpness: null }, 600, null],
  ])('%s', (_, quality, seconds, said) => expect(unfitPicture(play(0, seconds, quality))).toBe(said))
  it('are fit again once it has been light for a while, and do not flutter at the limit', () => {
    const dark = play(0, 60, { light: 4, sharpness: null })
    expect(unfitPicture(play(65, 300, { light: 10, sharpness: null }, dark))).toBe('too_dark')
    expect(unfitPicture(play(65, 90, day, dark))).toBe('too_dark')
    expect(unfitPicture(play(65, 100, day, dark))).toBeNull()
  })
})
