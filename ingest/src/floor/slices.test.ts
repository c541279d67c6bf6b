import { expect, it } from 'vitest'
import { createSlices } from './slices.ts'

/** A loop that turns when it is told, and work that takes its time. */
function bench() {
  let now = 0
  const turns: (() => void)[] = []
  const done: string[] = []
  const slices = createSlices({ monotonic: () => now, later: (act) => void turns.push(act) })
  return {
    done,
    slices,
    work: (name: string, ms: number) => () => {
      now += ms
      done.push(name)
    },
    turn: () => turns.shift()?.(),
    waits: () => turns.length,
  }
}

it('does in its order what came at once, a few ms at a turn of the loop', () => {
  const { slices, done, work, turn, waits } = bench()
  for (const name of ['a', 'b', 'c', 'd', 'e']) slices.add(100_000, work(name, 2))
  expect([done, waits()]).toEqual([[], 1])
  turn()
  expect([done, waits()]).toEqual([['a', 'b'], 1])
  turn()
  slices.add(1, work('f', 0))
  turn()
  expect([done, waits()]).toEqual([['a', 'b', 'c', 'd', 'e', 'f'], 0])
  slices.add(1, work('g', 0))
  turn()
  expect(done.at(-1)).toBe('g')
})

it('keeps no more waiting than it may: who is far behind does it all', () => {
  const { slices, done, work, turn, waits } = bench()
  const names = Array.from({ length: 12 }, (_, i) => String(i))
  for (const name of names) slices.add(4 << 20, work(name, 10))
  turn()
  expect([done, waits()]).toEqual([names.slice(0, 4), 1])
})

it('does what is added by what it does after all that waits', () => {
  const { slices, done, work, turn } = bench()
  slices.add(0, () => slices.add(0, work('last', 0)))
  slices.add(0, work('first', 0))
  turn()
  turn()
  expect(done).toEqual(['first', 'last'])
})
