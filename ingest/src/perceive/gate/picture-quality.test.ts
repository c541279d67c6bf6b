import { describe, expect, it } from 'vitest'
import { measureQuality } from './picture-quality.ts'

const [widthPx, height] = [320, 180]
const content = { x: 0, y: 0, width: widthPx, height }

/** Stripes of 20 px, whose edges are ramps of so many pixels. */
function stripes(ramp: number, { dark = 40, light = 200 } = {}): Uint8Array {
  const picture = new Uint8Array(widthPx * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < widthPx; x++) {
      const at = x % 40
      const up = at < 20 ? Math.min(1, at / ramp) : 1 - Math.min(1, (at - 20) / ramp)
      picture.fill(Math.round(dark + up * (light - dark)), (y * widthPx + x) * 3, (y * widthPx + x + 1) * 3)
    }
  return picture
}
const sharpness = (picture: Uint8Array) => measureQuality({ picture, widthPx, content }).sharpness

describe('a picture', () => {
  it('is as sharp as its edges are steep, whatever their contrast', () => {
    expect(sharpness(stripes(1))).toBeCloseTo(0.25, 1)
    expect(sharpness(stripes(1, { dark: 90, light: 130 }))).toBeCloseTo(0.25, 1)
    expect(sharpness(stripes(12))!).toBeLessThan(0.09)
  })
  it.each([
    ['one grey', new Uint8Array(widthPx * height * 3).fill(9), 9, null],
    ['the bars of a letterbox do not count', stripes(1), 120, 0.25],
  ])('%s', (...[, picture, light, sharp]) => {
    const area = { x: 40, y: 60, width: 240, height: 60 }
    const quality = measureQuality({ picture, widthPx, content: area })
    expect(quality.light).toBeCloseTo(light, -1)
    if (sharp === null) expect(quality.sharpness).toBeNull()
    else expect(quality.sharpness).toBeCloseTo(sharp, 1)
  })
})
