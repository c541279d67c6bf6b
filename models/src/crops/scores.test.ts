import { expect, it } from 'vitest'
import { labelOf, scoresOf } from './scores.ts'

const tensor = (...values: number[]) => ({ data: Float32Array.from(values), dims: [1, values.length] })
const three = ['blue', 'green', 'yellow']

it.each([
  ['none', three, [0.25, 0.5, 0.25], { blue: 0.25, green: 0.5, yellow: 0.25 }],
  ['softmax', three, [0, Math.log(2), 0], { blue: 0.25, green: 0.5, yellow: 0.25 }],
  ['sigmoid', ['flame', 'none'], [Math.log(3)], { flame: 0.25, none: 0.75 }],
  ['sigmoid', ['flame', 'none'], [-200], { flame: 1, none: 0 }],
] as const)('%s of %s', (...[activation, labels, values, expected]) => {
  const scores = scoresOf(tensor(...values), { labels: [...labels], activation })
  for (const [label, score] of Object.entries(expected)) expect(scores[label]).toBeCloseTo(score, 6)
})

it('names the likeliest', () =>
  expect(labelOf({ blue: 0.2, green: 0.7, yellow: 0.1 })).toEqual({ label: 'green', score: 0.7 }))

it('refuses labels of another number', () =>
  expect(() => scoresOf(tensor(1, 2), { labels: three, activation: 'none' })).toThrow(
    '2 scores for 3 labels',
  ))
