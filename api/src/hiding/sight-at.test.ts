import { expect, it } from 'vitest'
import { sightAt, toPixels } from './sight-at.ts'

const box = { left: 0.1, top: 0.1, right: 0.2, bottom: 0.4 }
const frame = (at: number, ...classes: ('person' | 'car')[]) => ({
  at,
  detections: classes.map((name) => ({ class: name, score: 0.9, box })),
  own: null,
})
const frames = [frame(1_000, 'car'), frame(9_500, 'person'), frame(10_000, 'car'), frame(10_800, 'person')]

it.each([
  ['at a judged frame: of it, and of those just before and after', 10_000, [10_000, 3]],
  ['a quarter of a second off', 10_250, [10_000, 3]],
  ['half a second off: nobody knows where who walks is', 1_500, null],
  ['long after the last', 60_000, null],
  ['before the first', 0, null],
])('%s', (_, at, expected) => {
  const sight = sightAt(frames, at)
  expect(sight && [sight.frame.at, sight.seen.length]).toEqual(expected)
})

it.each([
  ['as it is', { left: 0.1, top: 0.2, right: 0.3, bottom: 0.6 }, [100, 100, 200, 200]],
  ['cut off by the edges', { left: -0.5, top: 0.9, right: 0.3, bottom: 1.4 }, [0, 450, 300, 50]],
  ['outside', { left: 1.1, top: 0, right: 1.3, bottom: 1 }, null],
])('pixels of a box: %s', (_, given, expected) => {
  expect(toPixels(given, { width: 1000, height: 500 })).toEqual(expected)
})
