import { expect, it } from 'vitest'
import { measureRule } from './rules-measure.ts'
import { rulePlans } from './rules-plan.ts'

/** Rules that are served by key frames: what they find must not fall behind for it. */
const ofMinutes = ['illegal_parking', 'street_vending', 'shop_front', 'angling', 'kitchen_bin_open'] as const

it.each(ofMinutes)('finds what is due as it runs, at key frames: %s', (kind) => {
  const plan = rulePlans.find((one) => one.kind === kind)!
  const rows = measureRule(plan, { atMost: 2, isAsked: (_eye, cadence) => cadence === 'as it runs' })
  const tallies = rows.map(({ tally }) => tally)
  expect(tallies.some(({ due }) => due > 0)).toBe(true)
  expect(tallies.map(({ hits, falseAlarms }) => [hits, falseAlarms])).toEqual(
    tallies.map(({ due }) => [due, 0]),
  )
})
