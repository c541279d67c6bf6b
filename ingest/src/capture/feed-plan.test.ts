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
