import { describe, expect, it } from 'vitest'
import { evaluate } from './average-precision.ts'
import type { Figures } from './average-precision.ts'
import type { Found, PixelBox, Truth } from './match.ts'

interface TruthMore {
  readonly image?: number
  readonly crowd?: boolean
  readonly area?: number
  readonly category?: string
}
const truth = (
  box: PixelBox,
  { image = 1, crowd = false, area, category = 'car' }: TruthMore = {},
): Truth => ({
  image,
  category,
  box,
  crowd,
  area: area ?? box[2] * box[3],
})
const found = (box: PixelBox, score: number, { image = 1, category = 'car' } = {}): Found => ({
  image,
  category,
  box,
  score,
})
/** 100 x 100 at x: large; 50 x 50: medium; 20 x 20: small. */
const large = (x: number): PixelBox => [x, 0, 100, 100]
const medium = (x: number): PixelBox => [x, 200, 50, 50]
const small = (x: number): PixelBox => [x, 300, 20, 20]

interface Row {
  readonly truths: readonly Truth[]
  readonly found: readonly Found[]
  readonly expected: Partial<Figures>
}

/** Worked by hand from the definition. 51 of the 101 recalls lie at or below one half, 34 at or below a third. */
const rows: Readonly<Record<string, Row>> = {
  'one truth, found': {
    truths: [truth(large(0))],
    found: [found(large(0), 0.9)],
    expected: { ap: 1, ap50: 1, small: null, medium: null, large: 1, ar1: 1, ar100: 1 },
  },
  'nothing found': { truths: [truth(large(0))], found: [], expected: { ap: 0, large: 0, ar100: 0 } },
  'nothing there': { truths: [], found: [found(large(0), 0.9)], expected: { ap: null, ar1: null } },
  'one of two found: all recalls up to one half at precision 1': {
    truths: [truth(large(0)), truth(large(200))],
    found: [found(large(0), 0.9)],
    expected: { ap: 51 / 101, ar100: 0.5 },
  },
  'a false one above the right one: precision 1/2 everywhere': {
    truths: [truth(large(0))],
    found: [found(large(500), 0.95), found(large(0), 0.9)],
    expected: { ap: 0.5, ar1: 0, ar10: 1 },
  },
  'a false one below the last right one costs nothing': {
    truths: [truth(large(0))],
    found: [found(large(0), 0.9), found(large(500), 0.5)],
    expected: { ap: 1 },
  },
  'right, wrong, right: 1 up to one half, then 2/3': {
    truths: [truth(large(0)), truth(large(200))],
    found: [found(large(0), 0.9), found(large(500), 0.8), found(large(200), 0.7)],
    expected: { ap: (51 + 50 * (2 / 3)) / 101 },
  },
  'wrong, right, right: precision only falls, so 2/3 everywhere': {
    truths: [truth(large(0)), truth(large(200))],
    found: [found(large(500), 0.9), found(large(0), 0.8), found(large(200), 0.7)],
    expected: { ap: 2 / 3 },
  },
  'the same object twice: the second is wrong': {
    truths: [truth(large(0)), truth(large(200))],
    found: [found(large(0), 0.9), found(large(0), 0.8), found(large(200), 0.7)],
    expected: { ap: (51 + 50 * (2 / 3)) / 101 },
  },
  'one detection cannot find two objects': {
    truths: [truth(large(0)), truth(large(0))],
    found: [found(large(0), 0.9)],
    expected: { ap: 51 / 101, ar100: 0.5 },
  },
  'IoU exactly 3/5: right at .50, .55 and .60 only': {
    truths: [truth([0, 0, 100, 100])],
    found: [found([0, 0, 60, 100], 0.9)],
    expected: { ap: 0.3, ap50: 1, ap75: 0 },
  },
  'each takes the truth it overlaps most': {
    truths: [truth([0, 0, 100, 100]), truth([20, 0, 100, 100])],
    found: [found([18, 0, 100, 100], 0.9), found([0, 0, 100, 100], 0.8)],
    expected: { ap50: 1, ap75: 1 },
  },
  'on a crowd: any number, none counts': {
    truths: [truth([0, 0, 400, 100], { crowd: true }), truth(large(600))],
    found: [found(large(0), 0.95), found(large(150), 0.9), found(large(600), 0.5)],
    expected: { ap: 1, ar1: 0, ar10: 1 },
  },
  'half on a crowd is enough, over the area of the detection': {
    truths: [truth([0, 0, 400, 100], { crowd: true }), truth(large(600))],
    found: [found([350, 0, 100, 100], 0.95), found(large(600), 0.5)],
    expected: { ap50: 1, ap75: 0.5 },
  },
  'an object inside a crowd is owed, and preferred to the crowd': {
    truths: [truth([0, 0, 400, 100], { crowd: true }), truth(large(0))],
    found: [found(large(0), 0.9)],
    expected: { ap: 1, ar100: 1 },
  },
  'a crowd alone owes nothing': {
    truths: [truth(large(0), { crowd: true })],
    found: [found(large(0), 0.9)],
    expected: { ap: null, large: null, ar100: null },
  },
  'each size by itself: what is found of another size is not counted': {
    truths: [truth(small(0)), truth(medium(0)), truth(large(0))],
    found: [found(small(0), 0.9), found(large(0), 0.8)],
    expected: { ap: 67 / 101, small: 1, medium: 0, large: 1 },
  },
  'a false one counts among its own size only': {
    truths: [truth(small(0)), truth(large(0))],
    found: [found(small(900), 0.95), found(small(0), 0.9), found(large(0), 0.8)],
    expected: { small: 0.5, large: 1, medium: null },
  },
  'a truth is as large as its mask, a false detection as its box': {
    truths: [truth(large(0), { area: 900 })],
    found: [found(large(500), 0.95), found(large(0), 0.9)],
    expected: { small: 1, large: null, ap: 0.5 },
  },
  'both ends belong to a size': {
    truths: [truth([0, 0, 32, 32])],
    found: [found([0, 0, 32, 32], 0.9)],
    expected: { small: 1, medium: 1, large: null },
  },
  'one, ten and a hundred a picture': {
    truths: Array.from({ length: 12 }, (_, i) => truth(large(i * 200))),
    found: Array.from({ length: 12 }, (_, i) => found(large(i * 200), 0.9 - i / 100)),
    expected: { ap: 1, ar1: 1 / 12, ar10: 10 / 12, ar100: 1 },
  },
  'the 101st detection of a picture is not looked at': {
    truths: [truth(large(0))],
    found: [...Array.from({ length: 100 }, () => found(large(500), 0.9)), found(large(0), 0.8)],
    expected: { ap: 0, ar100: 0 },
  },
  'the limit is per picture': {
    truths: [truth(large(0)), truth(large(0), { image: 2 })],
    found: [found(large(0), 0.9), found(large(0), 0.8, { image: 2 })],
    expected: { ap: 1, ar1: 1 },
  },
  'a detection finds nothing in another picture': {
    truths: [truth(large(0))],
    found: [found(large(0), 0.9, { image: 2 }), found(large(0), 0.8)],
    expected: { ap: 0.5 },
  },
  'equal scores: in the order of pictures': {
    truths: [truth(large(0), { image: 2 }), truth(large(0))],
    found: [found(large(0), 0.9, { image: 2 }), found(large(500), 0.9, { image: 1 })],
    expected: { ap: (51 * 0.5) / 101 },
  },
  'categories are strangers, and count alike': {
    truths: [truth(large(0)), truth(large(0), { category: 'bus' })],
    found: [found(large(0), 0.9)],
    expected: { ap: 0.5, ar100: 0.5 },
  },
  'a category without truths has no say': {
    truths: [truth(large(0))],
    found: [found(large(0), 0.9), found(large(0), 0.95, { category: 'bus' })],
    expected: { ap: 1 },
  },
}

it.each(Object.entries(rows))('%s', (_, { truths, found: detections, expected }) => {
  const { overall } = evaluate(truths, detections)
  for (const [name, figure] of Object.entries(expected)) {
    const got = overall[name as keyof Figures]
    if (figure === null) expect({ [name]: got }).toEqual({ [name]: null })
    else expect({ [name]: Number(got?.toFixed(9)) }).toEqual({ [name]: Number(figure.toFixed(9)) })
  }
})

describe('against the reference', () => {
  /** Park & Miller's generator: the same boxes everywhere. */
  function drawn() {
    let seed = 20261122
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    const truths: Truth[] = []
    const detections: Found[] = []
    const draw = (image: number, category: string) => {
      const [width, height] = [8 + next(140), 8 + next(140)]
      const box: PixelBox = [next(400), next(300), width, height]
      const area = Math.round((width * height * (50 + next(50))) / 100)
      truths.push(truth(box, { image, category, area, crowd: next(12) === 0 }))
      for (let k = next(3); k > 0; k--) {
        const corner = [box[0] + next(21) - 10, box[1] + next(21) - 10] as const
        const moved: PixelBox = [...corner, width + next(9), height + next(9)]
        detections.push(found(moved, (1 + next(99)) / 100, { image, category }))
      }
      if (next(3) > 0) return
      const stray: PixelBox = [next(400), next(300), 10 + next(90), 10 + next(90)]
      detections.push(found(stray, next(80) / 100, { image, category }))
    }
    for (let image = 1; image <= 40; image++)
      for (const category of ['car', 'person', 'bus']) for (let i = next(5); i > 0; i--) draw(image, category)
    return { truths, detections }
  }

  it('gives what pycocotools 2.0.11 gives for 40 drawn pictures', () => {
    const { truths, detections } = drawn()
    const expected: Figures = {
      ap: 0.181137868,
      ap50: 0.424802586,
      ap75: 0.13757617,
      small: 0.030819582,
      medium: 0.198477963,
      large: 0.326175106,
      ar1: 0.135811169,
      ar10: 0.319552545,
      ar100: 0.319552545,
    }
    const { overall } = evaluate(truths, detections)
    for (const [name, figure] of Object.entries<number | null>({ ...expected }))
      expect(overall[name as keyof Figures], name).toBeCloseTo(figure!, 8)
  })
})
