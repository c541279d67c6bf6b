import { isWorthALook, quietGate, stepGate } from '@sightline/detectors/cadence/gate'
import { expect, it } from 'vitest'
import { type Luma, toLuma } from './luma.ts'
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

it.each<[string, [number, boolean, boolean][], string[]]>([
  [
    'a quiet scene',
    [
      [0, false, false],
      [5000, false, false],
    ],
    ['key', 'key'],
  ],
  [
    'motion, and five seconds after',
    [
      [0, true, false],
      [5000, false, false],
      [5001, false, false],
    ],
    ['full', 'full', 'key'],
  ],
  [
    'busy rules keep it',
    [
      [0, false, true],
      [60_000, false, true],
      [66_000, false, false],
    ],
    ['full', 'full', 'key'],
  ],
  [
    'motion again in time',
    [
      [0, true, false],
      [4000, true, false],
      [8000, false, false],
      [9001, false, false],
    ],
    ['full', 'full', 'full', 'key'],
  ],
])('cadence of %s', (_, signs, modes) => {
  let state = quietGate
  const seen = signs.map(([at, isMoving, isBusy]) => {
    const step = stepGate(state, { ...still, at, isMoving, isBusy })
    state = step.state
    return step.cadence.mode
  })
  expect(seen).toEqual(modes)
})

const still = { isMoving: false, isBusy: false, isFollowing: false, isMissed: false, isOther: false }

/** How far apart the key frames are looked at, at each sign; a sample every second between them. */
function clocksOf(signs: readonly [number, Partial<typeof still>][]): number[] {
  let state = quietGate
  const until = signs.at(-1)?.[0] ?? 0
  const clocks = new Map<number, number>()
  for (let at = 0; at <= until; at += 1000) {
    const step = stepGate(state, { ...still, ...signs.find(([when]) => when === at)?.[1], at })
    state = step.state
    clocks.set(at, step.cadence.keyEveryMs)
  }
  return signs.map(([at]) => clocks.get(at) ?? 0)
}

it.each<[string, [number, Partial<typeof still>][], number[]]>([
  [
    'a scene that has just come',
    [
      [0, {}],
      [59_000, {}],
    ],
    [2000, 2000],
  ],
  [
    'one that was still for a minute, and stays so',
    [
      [60_000, {}],
      [120_000, {}],
    ],
    [4000, 4000],
  ],
  [
    'motion wakes it, for a minute',
    [
      [90_000, { isMoving: true }],
      [149_000, {}],
      [150_000, {}],
    ],
    [2000, 2000, 4000],
  ],
  [
    'what is followed keeps it awake',
    [
      [70_000, { isFollowing: true }],
      [129_000, {}],
      [130_000, {}],
    ],
    [2000, 2000, 4000],
  ],
  [
    'other sizes, once',
    [
      [70_000, { isOther: true }],
      [71_000, {}],
    ],
    [2000, 4000],
  ],
  [
    'sizes that missed something are distrusted for long',
    [
      [70_000, { isMissed: true }],
      [669_000, {}],
      [670_000, {}],
    ],
    [2000, 2000, 4000],
  ],
])('looks at key frames the slower the longer nothing stirs: %s', (_, signs, clocks) => {
  expect(clocksOf(signs)).toEqual(clocks)
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

it.each([
  ['the first one', { at: 0, stirred: 0, mode: 'key', lookedAt: Number.NEGATIVE_INFINITY }, true],
  ['one in which nothing stirs', { at: 9999, stirred: 0, mode: 'key', lookedAt: 0 }, false],
  ['the same on the slow clock', { at: 10_000, stirred: 0, mode: 'key', lookedAt: 0 }, true],
  ['one in which something stirs', { at: 2000, stirred: 1, mode: 'key', lookedAt: 0 }, true],
  ['any at full rate', { at: 200, stirred: 0, mode: 'full', lookedAt: 0 }, true],
  [
    'any while something is followed',
    { at: 2000, stirred: 0, mode: 'key', lookedAt: 0, isFollowing: true },
    true,
  ],
] as const)('shows the network: %s', (_name, picture, expected) => {
  expect(isWorthALook({ isFollowing: false, ...picture })).toBe(expected)
})

it('takes the grey of the content and leaves the letterbox out', () => {
  const picture = new Uint8Array(8 * 6 * 3)
  for (let y = 1; y < 5; y++) for (let x = 0; x < 8; x++) picture.set([255, x * 10, 0], (y * 8 + x) * 3)
  const luma = toLuma({ picture, widthPx: 8, content: { left: 0, top: 1, width: 8, height: 4 }, step: 2 })
  expect(luma).toMatchObject({ width: 4, height: 2 })
  expect([...luma.data]).toEqual([76, 88, 100, 111, 76, 88, 100, 111])
})
