import { expect, it } from 'vitest'
import { nearestOwn, shorterSidePx } from './accused-thing.ts'

const box = (...[left, top, right, bottom]: [number, number, number, number]) => ({
  left,
  top,
  right,
  bottom,
})
const [here, there] = [box(0, 0, 0.1, 0.1), box(0.5, 0.5, 0.6, 0.6)]

it.each([
  [
    'the frame itself',
    [
      { at: 10, own: here },
      { at: 20, own: there },
    ],
    20,
    there,
  ],
  [
    'the nearest',
    [
      { at: 10, own: here },
      { at: 20, own: there },
    ],
    14,
    here,
  ],
  [
    'of two as near the earlier',
    [
      { at: 10, own: here },
      { at: 20, own: there },
    ],
    15,
    here,
  ],
  [
    'none that does not show it',
    [
      { at: 10, own: here },
      { at: 20, own: null },
    ],
    20,
    here,
  ],
  ['nobody saw it', [{ at: 20, own: null }], 20, undefined],
  ['no frame', [], 20, undefined],
])('%s', (...[, frames, at, own]) => expect(nearestOwn(frames, at)?.own).toEqual(own))

it.each([
  ['a wide thing', box(0, 0, 0.5, 0.1), 72],
  ['a tall one', box(0, 0, 0.1, 1), 128],
  ['larger than the picture', box(-1, -1, 2, 2), 720],
  ['turned inside out', box(0.5, 0.5, 0.4, 0.4), 0],
])('%s: its shorter side', (_name, own, px) =>
  expect(shorterSidePx(own, { widthPx: 1280, heightPx: 720 })).toBe(px),
)
