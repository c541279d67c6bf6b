import { describe, expect, it } from 'vitest'
import type { Box } from '@sightline/detectors/geometry/point'
import { coveredShare } from '@sightline/detectors/geometry/box'
import { hiddenOf, type Sight } from './hide.ts'
import { coverIn } from './mosaic.ts'

const picture = { widthPx: 1920, heightPx: 1080, faces: [], shown: null }
const box = ([left, top, right, bottom]: readonly [number, number, number, number]): Box => ({
  left,
  top,
  right,
  bottom,
})
const sight = (seen: Sight['seen'], more: Partial<Sight> = {}): Sight => ({ ...picture, seen, ...more })
const covered = (part: Box, of: Sight): number =>
  Math.max(0, ...hiddenOf(of).map((hidden) => coveredShare(part, hidden.box)))

const standing = box([0.5, 0.2, 0.55, 0.6])
const sitting = box([0.5, 0.4, 0.6, 0.6])
const lying = box([0.3, 0.8, 0.6, 0.9])
const car = box([0.2, 0.4, 0.5, 0.7])
const small = box([0.1, 0.1, 0.14, 0.13])

describe('what is hidden', () => {
  it.each([
    ['the head of who stands', { class: 'person', box: standing }, box([0.515, 0.2, 0.535, 0.26])],
    ['of who sits, lower in the box', { class: 'person', box: sitting }, box([0.54, 0.45, 0.58, 0.52])],
    ['of who lies, at either end', { class: 'person', box: lying }, box([0.55, 0.82, 0.6, 0.88])],
    ['all of a face that lacks a mask', { class: 'no_mask', box: standing }, standing],
    ['the front plate of a car', { class: 'car', box: car }, box([0.31, 0.6, 0.39, 0.63])],
    ['its windscreen, where a face could be told', { class: 'car', box: car }, box([0.25, 0.42, 0.45, 0.5])],
    ['the large number on a truck', { class: 'truck', box: car }, box([0.25, 0.41, 0.45, 0.47])],
    ['the plate of a motorcycle, wherever', { class: 'motorcycle', box: car }, car],
  ] as const)('%s', (_, seen, part) => {
    expect(covered(part, sight([seen]))).toBe(1)
  })
  it('leaves what says nothing of anybody: a chair, a boat, a car of 77 pixels', () => {
    const seen = [
      { class: 'chair', box: car },
      { class: 'boat', box: car },
      { class: 'car', box: small },
    ] as const
    expect(hiddenOf(sight(seen))).toEqual([])
  })
  it('shows the plate of the accused alone, and still not who sits behind its windscreen', () => {
    const plate = box([0.31, 0.6, 0.39, 0.63])
    const other = { class: 'car', box: box([0.6, 0.4, 0.9, 0.7]) } as const
    const shown = sight([{ class: 'car', box: car }, other], { shown: car })
    expect(covered(plate, shown)).toBe(0)
    expect(covered(box([0.25, 0.42, 0.45, 0.5]), shown)).toBe(1)
    expect(covered(box([0.71, 0.6, 0.79, 0.63]), shown)).toBe(1)
  })
  it('hides every face that something else found', () => {
    const face = box([0.8, 0.1, 0.82, 0.14])
    expect(covered(face, sight([], { faces: [face] }))).toBe(1)
  })
})

describe('a covered part', () => {
  const noise = () => {
    const data = new Uint8Array(64 * 48 * 3)
    for (let i = 0; i < data.length; i++) data[i] = (i * 7919) % 251
    return { width: 64, height: 48, data }
  }
  const at = (data: Uint8Array, x: number, y: number): number[] => [
    ...data.subarray((y * 64 + x) * 3, (y * 64 + x) * 3 + 3),
  ]

  it('is of one colour in each cell, the mean of what was there; the rest is untouched', () => {
    const [before, after] = [noise(), noise()]
    coverIn(after, [{ box: { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 }, across: 4 }])
    for (let x = 0; x < 64; x++)
      for (let y = 0; y < 48; y++) {
        const isInside = x >= 16 && x < 48 && y >= 12 && y < 36
        const corner = [16 + Math.floor((x - 16) / 8) * 8, 12 + Math.floor((y - 12) / 8) * 8] as const
        expect(at(after.data, x, y)).toEqual(isInside ? at(after.data, ...corner) : at(before.data, x, y))
      }
  })
  it('ends at the edge of the picture, and has cells of eight pixels at least', () => {
    const raster = noise()
    coverIn(raster, [{ box: { left: -0.5, top: -0.5, right: 0.1, bottom: 2 }, across: 40 }])
    expect(new Set(Array.from({ length: 7 }, (_, x) => at(raster.data, x, 3).join())).size).toBe(1)
    expect(at(raster.data, 10, 3)).toEqual(at(noise().data, 10, 3))
  })
  it('outside of the picture nothing happens', () => {
    const raster = noise()
    coverIn(raster, [{ box: { left: 1.2, top: 0, right: 1.5, bottom: 1 }, across: 4 }])
    expect(raster.data).toEqual(noise().data)
  })
})
