import { expect, it } from 'vitest'
import { hideIn } from './mosaic.ts'

const size = { width: 40, height: 30 }
const noise = { ...size, data: Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * 7919) % 251) }
const region = { left: 0.25, top: 0.2, right: 0.75, bottom: 0.8 }
const colourAt = (data: Uint8Array, x: number, y: number): string =>
  data.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3).join()

it('leaves at most five patches a side of what it hides, and all else as it was', () => {
  const before = Uint8Array.from(noise.data)
  const { data } = hideIn(noise, [region])
  expect(noise.data).toEqual(before)
  const colours = new Set<string>()
  for (let y = 0; y < 30; y++)
    for (let x = 0; x < 40; x++) {
      const isInside = x >= 10 && x < 30 && y >= 6 && y < 24
      if (isInside) colours.add(colourAt(data, x, y))
      else expect(colourAt(data, x, y)).toBe(colourAt(noise.data, x, y))
    }
  expect(colours.size).toBeLessThanOrEqual(5 * 5)
})
it('keeps the mean', () => {
  const flat = { ...size, data: new Uint8Array(40 * 30 * 3).fill(77) }
  expect(hideIn(flat, [region]).data).toEqual(flat.data)
})
it('hides the smallest thing there can be', () => {
  const { data } = hideIn(noise, [{ left: 0.5, top: 0.5, right: 0.5, bottom: 0.5 }])
  expect(data).toHaveLength(noise.data.length)
})
