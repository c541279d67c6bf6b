import { expect, it } from 'vitest'
import { car } from '../test/drawn-scene.ts'
import { addVotes, toObservations, winner } from './observation.ts'

it('merges boxes of one vehicle under several classes, and no others', () => {
  const seen = toObservations(
    [
      car(0.4, 0.5, { class: 'truck', score: 0.6 }),
      car(0.401, 0.5, { score: 0.7 }),
      car(0.402, 0.5, { class: 'person' }),
      car(0.6, 0.5, { class: 'bus' }),
    ],
    0.6,
  )
  expect(seen.map(({ kind, votes }) => [kind, votes])).toEqual([
    ['person', { person: 0.8 }],
    ['vehicle', { bus: 0.8 }],
    ['vehicle', { car: 0.7, truck: 0.6 }],
  ])
})

it.each([
  ['the most votes', { car: 2, truck: 3 }, 'truck'],
  ['the first of equals', { truck: 2, car: 2 }, 'car'],
] as const)('%s win', (_, votes, expected) => {
  expect(winner(votes)).toBe(expected)
  expect(winner(addVotes(votes, votes))).toBe(expected)
})
