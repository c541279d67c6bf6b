import { describe, expect, it } from 'vitest'
import { declaredGarments, labOf, sampleProblem } from './declared.ts'
import type { Garment } from './garment.ts'
import { lackScore, readGarment } from './judge-garment.ts'
import { toRgb, toLinear, type Rgb } from './lab.ts'
import { gainsOf } from './light.ts'

const white: Rgb = [235, 235, 230]
const hair: Rgb = [38, 30, 26]
const skin: Rgb = [205, 150, 120]
const blueGlove: Rgb = [70, 120, 190]
const steel: Rgb = [130, 132, 135]
const still = gainsOf([128, 128, 128], [128, 128, 128])!
/** A region of so many pixels of each colour. */
const region = (...parts: [Rgb, number][]): Rgb[] =>
  parts.flatMap(([rgb, count]) => Array.from({ length: count }, () => rgb))

it.each<[string, Garment, readonly Rgb[], Rgb[], string]>([
  ['a white hat', 'hat', [white], region([white, 90], [skin, 10]), 'worn'],
  ['a white hat in shadow', 'hat', [white], region([[170, 170, 166], 100]), 'worn'],
  ['dark hair', 'hat', [white], region([hair, 90], [skin, 10]), 'lacking'],
  [
    'dark hair with a few bright pixels of the lamp behind',
    'hat',
    [white],
    region([hair, 90], [white, 12]),
    'unsure',
  ],
  [
    'a hat of either of two colours',
    'hat',
    [white, [200, 30, 40]],
    region([[195, 35, 45], 60], [hair, 40]),
    'worn',
  ],
  ['a head in the dark, of which nothing is said', 'hat', [white], region([[12, 12, 14], 100]), 'unsure'],
  [
    'grey hair under a white hat’s colour, for which nobody is accused',
    'hat',
    [white],
    region([[190, 188, 184], 100]),
    'worn',
  ],
  ['a coat', 'coat', [white], region([white, 60], [steel, 40]), 'worn'],
  ['a red shirt', 'coat', [white], region([[170, 40, 40], 100]), 'lacking'],
  ['a shirt half hidden by a pot', 'coat', [white], region([[170, 40, 40], 80], [white, 20]), 'unsure'],
  ['a gloved hand', 'gloves', [blueGlove], region([blueGlove, 30], [steel, 70]), 'worn'],
  ['a bare hand', 'gloves', [blueGlove], region([skin, 50], [steel, 50]), 'lacking'],
  ['a dark bare hand', 'gloves', [blueGlove], region([[110, 70, 48], 50], [steel, 50]), 'lacking'],
  ['a table where the hand should be', 'gloves', [blueGlove], region([steel, 100]), 'unsure'],
])('%s', (...[, garment, declared, pixels, expected]) => {
  expect(readGarment(garment, pixels, { declared, gains: still })?.verdict).toBe(expected)
})

it('reads nothing where there are no pixels or no declared colours', () => {
  expect(readGarment('hat', [], { declared: [white], gains: still })).toBeNull()
  expect(readGarment('hat', [white], { declared: [], gains: still })).toBeNull()
})

it('says the middle colour, how far it is and what shows the cloth', () => {
  const found = readGarment('hat', region([hair, 75], [white, 25]), { declared: [white], gains: still })!
  expect(found.share).toBe(0.25)
  expect(found.lab).toEqual(labOf(hair))
  expect(found.distance).toBeGreaterThan(30)
})

describe('light', () => {
  const grey: Rgb = [150, 150, 150]
  /** How a colour looks in a light that is so much of the former one in each primary. */
  const lit = (rgb: Rgb, [r, g, b]: readonly [number, number, number]): Rgb => {
    const [lr, lg, lb] = toLinear(rgb)
    return toRgb([lr * r, lg * g, lb * b])
  }
  it.each<[string, readonly [number, number, number]]>([
    ['half as bright', [0.5, 0.5, 0.5]],
    ['of yellow lamps', [0.95, 0.75, 0.5]],
    ['of a blue evening', [0.55, 0.6, 0.8]],
  ])('%s changes no verdict where the reference is known', (_, light) => {
    const gains = gainsOf(grey, lit(grey, light))!
    const read = (rgb: Rgb) =>
      readGarment('hat', region([lit(rgb, light), 100]), { declared: [white], gains })?.verdict
    expect([read(white), read(hair), read(skin)]).toEqual(['worn', 'lacking', 'lacking'])
  })
  it('would be wrong without the reference', () => {
    const yellow = lit(white, [0.95, 0.6, 0.3])
    expect(readGarment('hat', region([yellow, 100]), { declared: [white], gains: still })?.verdict).not.toBe(
      'worn',
    )
  })
  it.each<[string, Rgb]>([
    ['too dark', [60, 60, 60]],
    ['of one colour', [200, 200, 40]],
    ['black', [3, 3, 3]],
  ])('%s is not judged in', (_, now) => expect(gainsOf(grey, now)).toBeNull())
})

it.each<[string, Garment, Rgb, string | null]>([
  ['a white hat', 'hat', white, null],
  ['a red hat', 'hat', [190, 40, 40], null],
  ['a black hat', 'hat', [25, 24, 25], 'like_hair'],
  ['a brown hat', 'hat', [80, 60, 45], 'like_hair'],
  ['blue gloves', 'gloves', blueGlove, null],
  ['white gloves', 'gloves', white, null],
  ['gloves of the colour of skin', 'gloves', [210, 155, 125], 'like_skin'],
  ['a black coat', 'coat', [25, 24, 25], null],
])('%s as a sample', (...[, garment, rgb, expected]) => expect(sampleProblem(garment, rgb)).toBe(expected))

it('scores a lack the higher the less of the cloth shows, and above the rules’ default', () => {
  expect(lackScore('hat', { share: 0 })).toBeCloseTo(0.9)
  expect(lackScore('hat', { share: 0.08 })).toBeCloseTo(0.55)
})

it('knows which garments were declared', () => {
  const light = { place: null, rgb: white }
  const samples = [
    { garment: 'coat', rgb: white },
    { garment: 'hat', rgb: white },
  ] as const
  expect(declaredGarments({ samples, light })).toEqual(['hat', 'coat'])
})
