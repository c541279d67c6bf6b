import { describe, expect, it } from 'vitest'
import { oldAfter } from './keep-fresh.ts'
import { heardTick, type LiveState, statusAt } from './live-state.ts'
import { readEvent } from './live.ts'

const fresh: LiveState = { startedAt: 1_000, heardAt: null, aheadMs: 0, browserOnline: true }

describe('statusAt', () => {
  it.each([
    ['just started', fresh, 1_500, 'connecting'],
    ['started, and nothing came for 5 s', fresh, 6_001, 'stale'],
    ['a tick just now', { ...fresh, heardAt: 2_000 }, 2_500, 'live'],
    ['a tick exactly 5 s ago', { ...fresh, heardAt: 2_000 }, 7_000, 'live'],
    ['no tick for more than 5 s', { ...fresh, heardAt: 2_000 }, 7_001, 'stale'],
    [
      'the browser is offline, whatever came last',
      { ...fresh, heardAt: 2_000, browserOnline: false },
      2_001,
      'offline',
    ],
  ] as const)('%s', (...[, state, now, status]) => expect(statusAt(state, now)).toBe(status))
})

it('a tick tells how far the server clock is ahead of this screen', () => {
  expect(heardTick(fresh, 12_000, 10_000)).toMatchObject({ heardAt: 10_000, aheadMs: 2_000 })
})

it.each([
  ['a tick', '{"type":"tick","at":5}', { type: 'tick', at: 5 }],
  ['a kind of a later version', '{"type":"weather"}', null],
  ['a comment', 'hello', null],
  ['no text', 7, null],
])('reads %s', (_, data, event) => expect(readEvent(data)).toEqual(event))

it('a changed alert makes the wall and its own page old, a tick nothing', () => {
  expect(oldAfter({ type: 'alert', id: 'a1', change: 'changed' })).toEqual([['alerts'], ['alert', 'a1']])
  expect(oldAfter({ type: 'tick', at: 1 })).toEqual([])
  expect(oldAfter({ type: 'source', id: 's1' })).toEqual([['sources'], ['approval', 's1'], ['speakers']])
})
