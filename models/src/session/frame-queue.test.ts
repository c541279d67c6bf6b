import { expect, it } from 'vitest'
import { createFrameQueue } from './frame-queue.ts'

it('keeps the newest frame of a source, and its turn', () => {
  const queue = createFrameQueue<number>()
  expect(queue.offer('a', 1)).toBeUndefined()
  expect(queue.offer('b', 2)).toBeUndefined()
  expect(queue.offer('a', 3)).toBe(1)
  expect(queue.take()).toEqual({ source: 'a', frame: 3 })
  expect(queue.take()).toEqual({ source: 'b', frame: 2 })
  expect(queue.take()).toBeUndefined()
})

it('never takes two frames of one source at once, so answers come in order', () => {
  const queue = createFrameQueue<number>()
  queue.offer('a', 1)
  queue.take()
  queue.offer('a', 2)
  expect(queue.take()).toBeUndefined()
  queue.done('a')
  expect(queue.take()).toEqual({ source: 'a', frame: 2 })
})

it('serves a source that floods no more often than the others', () => {
  const queue = createFrameQueue<number>()
  const served: string[] = []
  for (let i = 0; i < 30; i++) {
    for (let k = 0; k < 5; k++) queue.offer('flood', i)
    queue.offer('calm', i)
    queue.offer('still', i)
    const next = queue.take()!
    served.push(next.source)
    queue.done(next.source)
  }
  for (const source of ['flood', 'calm', 'still']) expect(served.filter((s) => s === source)).toHaveLength(10)
})

it('gives back what waited when it is emptied', () => {
  const queue = createFrameQueue<number>()
  queue.offer('a', 1)
  queue.offer('b', 2)
  expect(queue.drain()).toEqual([1, 2])
  expect(queue.take()).toBeUndefined()
})

interface Sender {
  readonly count: number
  /** Between two of its frames, and the longest time between two looks that its rules are served by, ms. */
  readonly everyMs: number
  readonly needMs: number
}

/** A minute of one session that takes so long for a frame: the longest time between two looks at any source of each sender. */
function play(senders: readonly Sender[], takesMs: number): number[] {
  const queue = createFrameQueue<number>()
  const sources = senders.flatMap(({ count, everyMs }, sender) =>
    Array.from({ length: count }, (_, nth) => ({
      name: `${sender}-${nth}`,
      sender,
      everyMs,
      nextAt: nth,
      lookedAt: 0,
    })),
  )
  const gaps = senders.map(() => 0)
  let freeAt = 0
  for (let at = 0; at < 60_000; at++) {
    for (const source of sources) {
      if (at < source.nextAt) continue
      queue.offer(source.name, at)
      source.nextAt += source.everyMs
    }
    const next = at >= freeAt ? queue.take() : undefined
    if (!next) continue
    const looked = sources.find(({ name }) => name === next.source)!
    gaps[looked.sender] = Math.max(gaps[looked.sender]!, at - looked.lookedAt)
    looked.lookedAt = at
    freeAt = at + takesMs
    queue.done(next.source)
  }
  return gaps
}

const close: Sender = { count: 10, everyMs: 200, needMs: 800 }
const slow: Sender = { count: 30, everyMs: 2000, needMs: 4000 }
it.each<[string, number, readonly Sender[]]>([
  ['all of what can be looked at', 15, [close, slow]],
  ['150 %', 23, [close, slow]],
  ['150 %, close looks alone', 30, [close]],
  ['150 %, many on a slow clock', 30, [{ ...slow, count: 100 }]],
])('at %s every source is looked at as often as its rules need, or once in a turn of all', (...row) => {
  const [, takesMs, senders] = row
  const turnMs = senders.reduce((sum, { count }) => sum + count, 0) * takesMs
  for (const [sender, gap] of play(senders, takesMs).entries())
    expect(gap).toBeLessThanOrEqual(Math.max(senders[sender]!.needMs, turnMs + takesMs))
})
