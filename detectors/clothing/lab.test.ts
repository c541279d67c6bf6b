import { expect, it } from 'vitest'
import { clothDistance, toLab, toLinear, toRgb, type Rgb } from './lab.ts'

/** By Bruce Lindbloom's calculator (sRGB, D65), to the first decimal. */
it.each<[Rgb, readonly [number, number, number]]>([
  [
    [255, 255, 255],
    [100, 0, 0],
  ],
  [
    [0, 0, 0],
    [0, 0, 0],
  ],
  [
    [255, 0, 0],
    [53.2, 80.1, 67.2],
  ],
  [
    [0, 255, 0],
    [87.7, -86.2, 83.2],
  ],
  [
    [0, 0, 255],
    [32.3, 79.2, -107.9],
  ],
  [
    [119, 119, 119],
    [50, 0, 0],
  ],
])('%j in L*a*b*', (rgb, [l, a, b]) => {
  const lab = toLab(toLinear(rgb))
  for (const [found, expected] of [
    [lab.l, l],
    [lab.a, a],
    [lab.b, b],
  ] as const)
    expect(Math.abs(found - expected)).toBeLessThan(0.1)
})

it('gives every byte back', () => {
  for (let value = 0; value < 256; value++)
    expect(toRgb(toLinear([value, 255 - value, value]))).toEqual([value, 255 - value, value])
})

it('takes a shadow on a cloth for less than another hue of the same lightness', () => {
  const [blue, shadowed, green] = [
    [60, 90, 160],
    [45, 68, 120],
    [60, 110, 60],
  ].map((rgb) => toLab(toLinear(rgb as unknown as Rgb)))
  expect(clothDistance(blue!, shadowed!)).toBeLessThan(15)
  expect(clothDistance(blue!, green!)).toBeGreaterThan(30)
})
