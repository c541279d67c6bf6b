import { expect, it } from 'vitest'
import type { Tier } from './catalogue.ts'
import { tierFault, type TierFault } from './tiers.ts'

const statute = { person: { min: 50, max: 500 }, unit: { min: 500, max: 2000 } }
const tier = (rest: Partial<Tier>): Tier => ({
  name: '一般',
  condition: '',
  min: 50,
  max: 184,
  unit: 'yuan',
  of: 'person',
  ...rest,
})

it.each<[string, Partial<Tier>, TierFault | null]>([
  ['within', {}, null],
  ['at both ends', { min: 50, max: 500 }, null],
  ['over the top by one', { max: 501 }, 'tier_outside_statute'],
  ['under the bottom by one', { min: 49 }, 'tier_outside_statute'],
  ['over the top with its lower end', { min: 501, max: null }, 'tier_outside_statute'],
  ['a unit’s band told of a person', { min: 500, max: 2000 }, 'tier_outside_statute'],
  ['a unit’s band of a unit', { min: 500, max: 2000, of: 'unit' }, null],
  ['of either, within one of the two', { min: 950, max: 1549, of: 'any' }, null],
  ['of either, within none', { min: 100, max: 1549, of: 'any' }, 'tier_outside_statute'],
  ['the wrong way round', { min: 200, max: 100 }, 'tier_reversed'],
  ['open at the top', { min: 100, max: null }, null],
  ['no amount at all', { min: null, max: null, unit: 'none' }, null],
  ['so many times a value', { min: 1, max: 20_000, unit: 'times' }, null],
])('R78: a tier %s: %s', (_name, rest, fault) => expect(tierFault(tier(rest), statute)).toBe(fault))

it('an amount where the statute allows no fine of such a one is refused', () => {
  expect(tierFault(tier({}), { person: null, unit: statute.unit })).toBe('tier_no_statute')
  expect(tierFault(tier({ of: 'any' }), { person: null, unit: null })).toBe('tier_no_statute')
})
