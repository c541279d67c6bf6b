import { describe, expect, it } from 'vitest'
import {
  isReached,
  mayStandBelow,
  reachOf,
  regionOf,
  rootUnit,
  unitFailure,
  unitsAbove,
  unitsBelow,
  type UnitNode,
} from './units.ts'

const unit = (id: string, parentId: string | null, more: Partial<UnitNode> = {}): UnitNode => ({
  id,
  parentId,
  kind: 'town',
  regionCode: '',
  active: true,
  ...more,
})
const tree = [
  unit(rootUnit, null, { kind: 'city' }),
  unit('d', rootUnit, { kind: 'district', regionCode: '500110' }),
  unit('e', rootUnit, { kind: 'district' }),
  unit('a', 'd', { regionCode: '500110101' }),
  unit('b', 'd'),
  unit('team', 'a', { kind: 'department' }),
  unit('shut', 'd', { active: false }),
]

describe('what somebody of a unit reaches', () => {
  it.each([
    [rootUnit, null],
    ['d', ['d', 'a', 'b', 'shut', 'team']],
    ['a', ['a', 'team']],
    ['team', ['team']],
    ['unknown', []],
  ])('%s', (id, units) => expect(reachOf(tree, id)).toEqual({ unitId: id, units }))

  it.each([
    ['a', 'b', false],
    ['a', 'd', false],
    ['a', rootUnit, false],
    ['a', 'team', true],
    ['d', 'b', true],
    ['d', 'e', false],
    [rootUnit, 'unknown', true],
    ['a', 'unknown', false],
  ])('somebody of %s and what is of %s: %s', (own, of, expected) =>
    expect(isReached(reachOf(tree, own), of)).toBe(expected),
  )

  it('a circle that somebody wrote into the rows hangs nobody', () => {
    const circle = [unit('x', 'y'), unit('y', 'x')]
    expect(unitsBelow(circle, 'x')).toEqual(['x', 'y'])
    expect(unitsAbove(circle, 'x').map(({ id }) => id)).toEqual(['x', 'y'])
  })
})

describe('the region of a unit', () => {
  it.each([
    ['a', '500110101'],
    ['team', '500110101'],
    ['b', '500110'],
    ['e', '500000'],
    [rootUnit, '500000'],
    ['unknown', '500000'],
  ])('%s: %s', (id, expected) => expect(regionOf(tree, id, '500000')).toBe(expected))
})

describe('what may stand below what', () => {
  it.each([
    ['district', 'city', true],
    ['town', 'city', true],
    ['town', 'district', true],
    ['department', 'town', true],
    ['city', 'city', false],
    ['city', 'district', false],
    ['district', 'town', false],
    ['town', 'town', false],
    ['town', 'department', false],
  ] as const)('a %s below a %s: %s', (kind, parent, expected) =>
    expect(mayStandBelow(kind, parent)).toBe(expected),
  )
})

describe('changing the tree', () => {
  const nothing = { people: 0, sources: 0 }
  const why = (own: string, change: object, content = nothing) => {
    const whole = { id: null, parentId: 'd', kind: 'town', active: true, ...change } as const
    const failure = unitFailure(tree, { reach: reachOf(tree, own), change: whole, content })
    return failure && [failure.code, failure.facts['why']]
  }
  it.each([
    ['a new town of a district', 'd', {}, null],
    ['below nothing', rootUnit, { parentId: null }, 'parent_unknown'],
    ['below what is not there', rootUnit, { parentId: 'none' }, 'parent_unknown'],
    ['a town below a department', rootUnit, { parentId: 'team' }, 'kind_below'],
    ['below a closed unit', rootUnit, { parentId: 'shut', kind: 'department' }, 'parent_closed'],
    ['a unit below its own part', rootUnit, { id: 'a', parentId: 'team' }, 'below_itself'],
    ['a unit below itself', rootUnit, { id: 'a', parentId: 'a' }, 'below_itself'],
    ['a town to another district', rootUnit, { id: 'a', parentId: 'e' }, null],
    ['own unit by its own administrator', 'd', { id: 'd', parentId: 'e', kind: 'district' }, 'own_unit'],
    ['closing the own unit', 'team', { id: 'team', kind: 'department', active: false }, 'own_unit'],
    ['the root below something', rootUnit, { id: rootUnit, parentId: 'd', kind: 'city' }, 'root_stays'],
    ['the root is renamed by its own', rootUnit, { id: rootUnit, parentId: null, kind: 'city' }, null],
    [
      'the root is closed',
      rootUnit,
      { id: rootUnit, parentId: null, kind: 'city', active: false },
      'root_stays',
    ],
    [
      'a kind that its parts do not fit',
      rootUnit,
      { id: 'd', parentId: rootUnit, kind: 'town' },
      'kind_below',
    ],
    ['closed with an open part', rootUnit, { id: 'a', active: false }, 'not_empty'],
    ['closed with nobody', rootUnit, { id: 'b', active: false }, null],
    ['opened again', rootUnit, { id: 'shut' }, null],
  ])('%s', (...[, own, change, expected]) =>
    expect(why(own, change)).toEqual(expected && ['unit_refused', expected]),
  )
  it.each([
    { people: 1, sources: 0 },
    { people: 0, sources: 2 },
  ])('is not closed with %o', (content) =>
    expect(why(rootUnit, { id: 'b', active: false }, content)).toEqual(['unit_refused', 'not_empty']),
  )
})
