import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createDecodeTurns } from './decode-turns.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start(slots: number) {
  const turns = createDecodeTurns(slots)
  const begun: string[] = []
  const ask = (name: string) => {
    const seat = turns.seat()
    seat.ask(() => begun.push(name))
    return seat.leave
  }
  return { turns, begun, ask }
}

it('lets so many go at once, the others in the order they asked', () => {
  const { begun, ask } = start(2)
  const [a, b] = [ask('a'), ask('b')]
  ask('c')
  ask('d')
  expect(begun).toEqual(['a', 'b'])
  b()
  expect(begun).toEqual(['a', 'b', 'c'])
  a()
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
})

it('gives a turn back once, however often it is said', () => {
  const { begun, ask } = start(1)
  const a = ask('a')
  ask('b')
  ask('c')
  a()
  a()
  expect(begun).toEqual(['a', 'b'])
})

it('never begins what is not wanted any more', () => {
  const { begun, ask } = start(1)
  const a = ask('a')
  const b = ask('b')
  ask('c')
  b()
  a()
  expect(begun).toEqual(['a', 'c'])
})

it('shows the newest of a source that waits, at its place; and of one whose turn is under way, after it', () => {
  const { turns, begun, ask } = start(1)
  const seat = turns.seat()
  seat.ask(() => begun.push('a1'))
  seat.ask(() => begun.push('a2'))
  const b = ask('b')
  seat.ask(() => begun.push('a3'))
  expect(begun).toEqual(['a1'])
  seat.done()
  expect(begun).toEqual(['a1', 'b'])
  b()
  expect(begun).toEqual(['a1', 'b', 'a3'])
})

it('passes a turn on that nobody gives back', () => {
  const { begun, ask } = start(1)
  ask('a')
  ask('b')
  vi.advanceTimersByTime(1000)
  expect(begun).toEqual(['a', 'b'])
})

interface Load {
  readonly sources: number
  /** Between two key frames of each, ms. */
  readonly everyMs: number
  /** Decoding one takes so long. */
  readonly takesMs: number
}

/** Cameras that all send their key frames at the same moment, for a minute: when each was decoded, ms. */
function play({ sources, everyMs, takesMs }: Load): number[][] {
  const turns = createDecodeTurns(2)
  const decoded = Array.from({ length: sources }, (): number[] => [])
  const startAt = Date.now()
  const cameras = decoded.map((times) => ({ times, seat: turns.seat() }))
  const send = (): void => {
    for (const { times, seat } of cameras)
      seat.ask(() => {
        setTimeout(() => {
          times.push(Date.now() - startAt)
          seat.done()
        }, takesMs)
      })
  }
  const timer = setInterval(send, everyMs)
  vi.advanceTimersByTime(60_000)
  clearInterval(timer)
  return decoded
}

const longestGap = (times: readonly number[]): number =>
  Math.max(...[...times, 60_000].map((at, i) => at - (times[i - 1] ?? 0)))

it.each<[string, Load, number]>([
  ['half of what can be decoded: every key frame', { sources: 20, everyMs: 2000, takesMs: 100 }, 4100],
  ['all of it: every key frame', { sources: 40, everyMs: 2000, takesMs: 100 }, 4100],
  ['150 %: two of three', { sources: 60, everyMs: 2000, takesMs: 100 }, 5100],
  [
    '150 % of key frames a second apart: what a rule needs that is served by 4 s',
    { sources: 60, everyMs: 1000, takesMs: 50 },
    4000,
  ],
  ['300 %: all wait alike', { sources: 120, everyMs: 2000, takesMs: 100 }, 10_100],
])('%s', (...[, load, longestMs]) => {
  const decoded = play(load)
  expect(Math.max(...decoded.map(longestGap))).toBeLessThanOrEqual(longestMs)
  const counts = decoded.map((times) => times.length)
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
})
