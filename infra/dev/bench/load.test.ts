import { expect, it } from 'vitest'
import { quantileOf } from './load.ts'

it.each([
  { name: 'of nothing', cumulative: { '10': 0, '+Inf': 0 }, share: 0.5, expected: null },
  { name: 'in the first step', cumulative: { '10': 6, '13': 9, '+Inf': 10 }, share: 0.5, expected: 10 },
  { name: 'in a later one', cumulative: { '13': 9, '10': 4, '+Inf': 10 }, share: 0.9, expected: 13 },
  { name: 'beyond the last bound', cumulative: { '10': 4, '+Inf': 10 }, share: 0.95, expected: Infinity },
])('a quantile $name', ({ cumulative, share, expected }) => {
  expect(quantileOf(cumulative, share)).toBe(expected)
})
