import { expect, it } from 'vitest'
import { type Cadence, forgetGroup, planFeed, startFeed } from './feed-plan.ts'

/** `K` a key frame, `p` any other; one every 100 ms. Cadence and load may change from sample to sample. */
function feedOf(
  stream: string,
  cadenceAt: (i: number) => Cadence['mode'],
  options: { keyEveryMs?: number; behindAt?: number[]; diesAt?: number; bytes?: number } = {},
) {
  const { keyEveryMs = 0, behindAt = [], diesAt = -1, bytes = 10 } = options
  let state = startFeed<{ at: number; isKey: boolean; bytes: Buffer }>()
  let lost = 0
  const fed = [...stream].map((kind, i) => {
    if (i === diesAt) state = forgetGroup(state)
    const sample = { at: i * 100, isKey: kind === 'K', bytes: Buffer.alloc(bytes) }
    const step = planFeed(state, sample, { mode: cadenceAt(i), keyEveryMs, isBehind: behindAt.includes(i) })
    state = step.state
    lost += step.lostGroups
    return step.feed.map(({ at }) => at / 100)
  })
  return { fed: fed.flat(), lost }
}

const full = () => 'full' as const
const key = () => 'key' as const

it.each<[string, ReturnType<typeof feedOf>, number[], number]>([
  ['nothing before the first key frame', feedOf('ppKpp', full), [2, 3, 4], 0],
  ['nothing at all', feedOf('KppK', () => 'none'), [], 0],
  ['key frames only', feedOf('KppKppKpp', key), [0, 3, 6], 0],
  ['key frames on a slow clock', feedOf('KppKppKpp', key, { keyEveryMs: 500 }), [0, 6], 0],
  [
    'full rate begins now: the group from where the decoder stands',
    feedOf('KppppKpp', (i) => (i < 3 ? 'key' : 'full')),
    [0, 1, 2, 3, 4, 5, 6, 7],
    0,
  ],
  [
    'full rate after none: the group from its key frame',
    feedOf('KppppKpp', (i) => (i < 3 ? 'none' : 'full')),
    [0, 1, 2, 3, 4, 5, 6, 7],
    0,
  ],
  ['back to key frames', feedOf('KpppKppK', (i) => (i < 2 ? 'full' : 'key')), [0, 1, 4, 7], 0],
  [
    'behind: the rest of the group is lost, once',
    feedOf('KppppKpp', full, { behindAt: [2, 3] }),
    [0, 1, 5, 6, 7],
    1,
  ],
  ['behind at a key frame: the whole group', feedOf('KpKpKp', full, { behindAt: [2] }), [0, 1, 4, 5], 1],
  ['a death: from the next key frame', feedOf('KppppKpp', full, { diesAt: 2 }), [0, 1, 5, 6, 7], 0],
  [
    'a group too large to keep is not caught up with',
    feedOf('KppK', (i) => (i < 2 ? 'none' : 'full'), { bytes: 9 << 20 }),
    [3],
    0,
  ],
])('%s', (...[, { fed, lost }, expected, expectedLost]) => {
  expect(fed).toEqual(expected)
  expect(lost).toBe(expectedLost)
})

/** The pictures of a stream of key frames alone, on the gate's clock of 2 s. */
function keysFed(times: readonly number[]): number[] {
  let state = startFeed<{ at: number; isKey: boolean; bytes: Buffer }>()
  return times.flatMap((at) => {
    const sample = { at, isKey: true, bytes: Buffer.alloc(1) }
    const step = planFeed(state, sample, { mode: 'key', keyEveryMs: 2000, isBehind: false })
    state = step.state
    return step.feed.map((fed) => fed.at)
  })
}
const every = (ms: number) => Array.from({ length: 13 }, (_, i) => i * ms)

it.each<[string, number[], number[]]>([
  ['every 2 s exactly: all', every(2000), every(2000)],
  ['every 2 s with jitter: all', [0, 2004, 3998, 5996, 8003, 9990], [0, 2004, 3998, 5996, 8003, 9990]],
  ['every 1.92 s (48 pictures at 25 a second): all', every(1920), every(1920)],
  ['every second: every other', every(1000), every(2000).slice(0, 7)],
  ['every second with jitter: every other', [0, 1006, 1994, 3003, 3990], [0, 1994, 3990]],
  ['every 4 s: all', every(4000), every(4000)],
  ['the least that is due: all', every(1400), every(1400)],
  ['just less than that: every other', every(1399), every(2798).slice(0, 7)],
])('feeds key frames on a slow clock: %s', (_name, times, fed) => expect(keysFed(times)).toEqual(fed))
