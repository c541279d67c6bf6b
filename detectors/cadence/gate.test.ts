import { expect, it } from 'vitest'
import { isWorthALook, quietGate, stepGate } from './gate.ts'

/** A rule that key frames do not serve, before a camera that sends one every two seconds. */
const still = {
  needMs: 600,
  keyDistanceMs: 2000,
  isMoving: false,
  isBusy: false,
  isFollowing: false,
  isMissed: false,
  isOther: false,
}

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
    'twice as slow as its rules need, within bounds',
    [
      [60_000, { needMs: 600 }],
      [64_000, { needMs: 3000 }],
      [70_000, { needMs: 4000 }],
      [78_000, { needMs: Infinity }],
    ],
    [4000, 6000, 8000, 8000],
  ],
  [
    'motion wakes it, for a minute',
    [
      [90_000, { isMoving: true }],
      [149_000, {}],
      [150_000, {}],
    ],
    [600, 2000, 4000],
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
  ['the first one', { at: 0, stirred: 0, isAwake: false, lookedAt: Number.NEGATIVE_INFINITY }, true],
  ['one in which nothing stirs', { at: 9999, stirred: 0, isAwake: false, lookedAt: 0 }, false],
  ['the same on the slow clock', { at: 10_000, stirred: 0, isAwake: false, lookedAt: 0 }, true],
  ['one in which something stirs', { at: 2000, stirred: 1, isAwake: false, lookedAt: 0 }, true],
  ['any shortly after something went on', { at: 200, stirred: 0, isAwake: true, lookedAt: 0 }, true],
  [
    'any while something is followed',
    { at: 2000, stirred: 0, isAwake: false, lookedAt: 0, isFollowing: true },
    true,
  ],
] as const)('shows the model: %s', (_name, picture, expected) => {
  expect(isWorthALook({ isFollowing: false, ...picture })).toBe(expected)
})

it.each([
  ['a rule of minutes, a key frame every 2 s', 3000, 2000, 'key', 2000],
  ['the same, 1 s: every other one', 3000, 1000, 'key', 2000],
  ['the same, 4 s: more is decoded', 3000, 4000, 'full', 2000],
  ['the same, 10 s', 3000, 10_000, 'full', 2000],
  ['the same, not known yet', 3000, Infinity, 'full', 2000],
  ['a rule that needs as much as they give, with jitter', 2000, 2080, 'key', 2000],
  ['a rule of seconds', 600, 2000, 'full', 600],
  ['a rule of seconds, key frames alone', 600, 500, 'key', 600],
  ['no rule that looks at pictures', Infinity, 10_000, 'key', 2000],
] as const)(
  'looks at a busy street as its rules need: %s',
  (...[, needMs, keyDistanceMs, mode, keyEveryMs]) => {
    const signs = { ...still, at: 0, isMoving: true, isBusy: true, isFollowing: true, needMs, keyDistanceMs }
    expect(stepGate(quietGate, signs).cadence).toEqual({ mode, keyEveryMs })
  },
)

it('stays awake for ten key frames after a sign where they serve, for five seconds where every frame is decoded', () => {
  const awakeAt = (needMs: number): number[] => {
    let state = stepGate(quietGate, { ...still, needMs, at: 0, isMoving: true }).state
    return [5000, 5001, 20_000, 20_001].filter((at) => {
      const step = stepGate(state, { ...still, needMs, at })
      state = step.state
      return step.isAwake
    })
  }
  expect([awakeAt(3000), awakeAt(600)]).toEqual([[5000, 5001, 20_000], [5000]])
})
