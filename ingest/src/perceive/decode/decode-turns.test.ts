import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createDecodeTurns } from './decode-turns.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start(slots: number) {
  const turns = createDecodeTurns(slots)
  const begun: string[] = []
  const ask = (name: string) => turns.ask(() => begun.push(name))
  return { begun, ask }
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

it('passes a turn on that nobody gives back', () => {
  const { begun, ask } = start(1)
  ask('a')
  ask('b')
  vi.advanceTimersByTime(1000)
  expect(begun).toEqual(['a', 'b'])
})
