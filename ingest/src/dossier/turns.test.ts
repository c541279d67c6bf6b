import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

/** Acts that end when they are told to, and what has begun. */
function bench(places: number, restWaitsMs = 1e9) {
  let now = 0
  const turns = createTurns({ places, restWaitsMs, clock: { monotonic: () => now } })
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const act = (name: string) => () =>
    new Promise<void>((resolve, reject) => {
      begun.push(name)
      ends.set(name, (error) => (error ? reject(error) : resolve()))
    })
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return {
    begun,
    pass: (ms: number) => void (now += ms),
    async ask(...names: readonly string[]): Promise<void> {
      for (const name of names)
        turns[name.startsWith('first') ? 'first' : 'rest'](act(name)).catch(() => undefined)
      await settle()
    },
    async end(name: string, error?: Error): Promise<void> {
      ends.get(name)?.(error)
      await settle()
    },
  }
}

it('does so many of the first kind side by side, and the rest one at a time after them', async () => {
  const { begun, ask, end } = bench(2)
  await ask('rest-1', 'rest-2', 'first-1', 'first-2', 'first-3')
  expect(begun).toEqual(['rest-1', 'first-1', 'first-2'])
  await end('first-1')
  await end('rest-1')
  expect(begun.slice(3)).toEqual(['first-3'])
  await end('first-2')
  expect(begun).toHaveLength(4)
  await end('first-3')
  expect(begun.slice(4)).toEqual(['rest-2'])
})

it('goes on after one that fails', async () => {
  const { begun, ask, end } = bench(1)
  await ask('first-1', 'first-2', 'rest-1')
  await end('first-1', new Error('no still'))
  await end('first-2')
  expect(begun).toEqual(['first-1', 'first-2', 'rest-1'])
})

it.each<[string, { places: number; waitedMs: number; begun: string[] }]>([
  [
    'one that has waited its time: before all firsts that wait',
    { places: 1, waitedMs: 10_000, begun: ['first-1', 'rest-1', 'first-2'] },
  ],
  ['one that has not: after them', { places: 1, waitedMs: 9999, begun: ['first-1', 'first-2'] }],
  [
    'so with more places, and a first beside it',
    { places: 2, waitedMs: 10_000, begun: ['first-1', 'first-2', 'rest-1', 'first-3'] },
  ],
])('lets no rest wait for ever: %s', async (_name, { places, waitedMs, begun: expected }) => {
  const { begun, ask, end, pass } = bench(places, 10_000)
  await ask('first-1', 'first-2', 'first-3', 'rest-1', 'rest-2', 'first-4')
  pass(waitedMs)
  await end('first-1')
  expect(begun).toEqual(expected)
})

it('takes those that have waited one at a time, while firsts that people wait for go on', async () => {
  const { begun, ask, end, pass } = bench(1, 10_000)
  await ask('first-1', 'rest-1', 'rest-2', 'first-2', 'first-3')
  pass(20_000)
  await end('first-1')
  expect(begun.slice(1)).toEqual(['rest-1', 'first-2'])
  await end('first-2')
  expect(begun.slice(3)).toEqual(['first-3'])
  await end('rest-1')
  expect(begun.slice(4)).toEqual([])
  await end('first-3')
  expect(begun.slice(4)).toEqual(['rest-2'])
})
