import { expect, it } from 'vitest'
import type { Luma } from '@sightline/infra/platform/pixels/luma'
import { toLuma } from './luma.ts'
import { isOtherScene, noSizes, stepMotion, stepSizes, stillPicture } from './motion.ts'
import { drawFlat, drawView } from './test/drawn-luma.ts'

const person = (left: number) => ({ left, top: 100, width: 12, height: 34, grey: 230 })

function movesAt(draw: (i: number) => Luma, looks: number): number[] {
  let state: ReturnType<typeof stepMotion> = { ...stillPicture, stirred: 0 }
  return Array.from({ length: looks }, (_, i) => {
    state = stepMotion(state, draw(i))
    return state.isMoving ? i : -1
  }).filter((i) => i >= 0)
}

it.each<[string, (i: number) => Luma, number[]]>([
  ['noise only', (i) => drawView({ noise: i }), []],
  ['a cloud', (i) => drawView({ noise: i, gain: 1 - i * 0.02 }), []],
  ['a light switched on', (i) => drawFlat(i < 4 ? 80 : 120, i), []],
  [
    'a person who walks by',
    (i) => drawView({ noise: i, patches: i >= 3 && i <= 5 ? [person(100 + i * 20)] : [] }),
    [3, 4, 5, 6, 7, 8],
  ],
  [
    'a fly',
    (i) => drawView({ noise: i, patches: i === 4 ? [{ ...person(101), width: 3, height: 3 }] : [] }),
    [],
  ],
  [
    'another size',
    (i) => (i < 5 ? drawView({ noise: i }) : { data: new Uint8Array(6400), width: 80, height: 80 }),
    [],
  ],
])('sees %s', (_, draw, looks) => {
  expect(movesAt(draw, 10)).toEqual(looks)
})

/** Sizes of a second each: 25 samples, the first a key frame. */
function swellsAt(seconds: readonly number[]): number[] {
  let state = noSizes
  return seconds.flatMap((sampleBytes, second) => {
    for (let i = 0; i < 25; i++) {
      const isKey = i === 0
      state = stepSizes(state, { isKey, sampleBytes: isKey ? 60_000 : sampleBytes + (i % 3) * 100 })
    }
    return state.isSwollen ? [second] : []
  })
}

it('is not stirred by the large pictures with which an encoder mends a key frame', () => {
  let state = noSizes
  for (let second = 0; second < 10; second++)
    for (let i = 0; i < 50; i++) {
      state = stepSizes(state, { isKey: i === 0, sampleBytes: i === 0 ? 170_000 : i < 10 ? 7000 : 3500 })
      expect(state.isSwollen).toBe(false)
    }
})

it.each<[string, number[], number[]]>([
  ['a quiet stream with its key frames', [2000, 2000, 2000, 2000], []],
  ['something that moves for two seconds', [2000, 2000, 2000, 6000, 6000, 2000, 2000], [3, 4]],
  ['a little more noise', [2000, 2000, 2000, 2600, 2600], []],
  ['too little seen to compare', [9000], []],
  ['a busy street that calms down', [9000, 9000, 9000, 2000, 2000, 2000], []],
])('sizes of %s', (_, seconds, swollen) => {
  expect(swellsAt(seconds)).toEqual(swollen)
})

it.each([
  ['the same', { keyBytes: 100_000, groupBytes: 50_000 }, false],
  ['noise', { keyBytes: 103_000, groupBytes: 55_000 }, false],
  ['a key frame that something was added to', { keyBytes: 106_000, groupBytes: 50_000 }, true],
  ['or taken from', { keyBytes: 94_000, groupBytes: 50_000 }, true],
  ['a group in which something small went by', { keyBytes: 100_000, groupBytes: 60_000 }, true],
])('tells another scene by its sizes: %s', (_name, now, expected) => {
  expect(isOtherScene(now, { keyBytes: 100_000, groupBytes: 50_000 })).toBe(expected)
})

it('takes the grey of the content and leaves the letterbox out', () => {
  const picture = new Uint8Array(8 * 6 * 3)
  for (let y = 1; y < 5; y++) for (let x = 0; x < 8; x++) picture.set([255, x * 10, 0], (y * 8 + x) * 3)
  const luma = toLuma({ picture, widthPx: 8, content: { left: 0, top: 1, width: 8, height: 4 }, step: 2 })
  expect(luma).toMatchObject({ width: 4, height: 2 })
  expect([...luma.data]).toEqual([76, 88, 100, 111, 76, 88, 100, 111])
})
