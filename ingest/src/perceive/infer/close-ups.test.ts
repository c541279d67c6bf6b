import { expect, it } from 'vitest'
import type { Detection } from '@sightline/detectors/detection'
import { closeUpsOf, enlarge } from './close-ups.ts'

const zone = (...[left, top, right, bottom]: [number, number, number, number]) => ({
  polygon: [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ],
})
it.each([
  ['no zone', [], []],
  ['a small zone, with what rises above it', [zone(0.4, 0.3, 0.6, 0.4)], [[0.35, 0.2, 0.65, 0.43]]],
  [
    'a long bank, in two that overlap',
    [zone(0.05, 0.5, 0.95, 0.6)],
    [
      [0, 0.4, 0.55, 0.63],
      [0.45, 0.4, 1, 0.63],
    ],
  ],
  [
    'two zones that lie together, at once',
    [zone(0.1, 0.5, 0.2, 0.6), zone(0.3, 0.5, 0.4, 0.6)],
    [[0.05, 0.4, 0.45, 0.63]],
  ],
  [
    'a zone as large as the picture',
    [zone(0, 0, 1, 1)],
    [
      [0, 0, 0.55, 0.55],
      [0.45, 0, 1, 0.55],
      [0, 0.45, 0.55, 1],
      [0.45, 0.45, 1, 1],
    ],
  ],
])('enlarges %s', (...[, zones, expected]) => {
  const shown = closeUpsOf(zones).map(({ left, top, right, bottom }) => [left, top, right, bottom])
  expect(shown.map((sides) => sides.map((side) => Math.round(side * 1e6) / 1e6))).toEqual(expected)
})

const seen = (left: number, more: Partial<Detection> = {}): Detection => ({
  class: 'person',
  score: 0.5,
  box: { left, top: 0.5, right: left + 0.02, bottom: 0.6 },
  ...more,
})
const close = seen(0.505, { score: 0.3 })
it.each<[string, readonly Detection[], readonly Detection[], readonly Detection[]]>([
  ['one thing, seen twice', [seen(0.5)], [close], [close]],
  ['two things', [seen(0.4)], [close], [seen(0.4), close]],
  [
    'one thing, of a class that is mixed up',
    [seen(0.5, { class: 'car' })],
    [seen(0.505, { class: 'truck' })],
    [seen(0.505, { class: 'truck' })],
  ],
  [
    'things of two classes at one place',
    [seen(0.5, { class: 'dog' })],
    [close],
    [seen(0.5, { class: 'dog' }), close],
  ],
  [
    'two who were one in the whole picture',
    [seen(0.5)],
    [seen(0.497), seen(0.507)],
    [seen(0.497), seen(0.507)],
  ],
  ['what only the whole picture showed', [seen(0.5)], [], [seen(0.5)]],
])('keeps the enlarged sight: %s', (...[, whole, parts, expected]) =>
  expect(enlarge(whole, parts)).toEqual(expected),
)
