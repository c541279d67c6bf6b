import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusal.ts'
import { refuseUse, scopeOf, stateOf, type Approved } from './scope.ts'

const approval: Approved = {
  validUntil: '2026-11-30',
  kinds: ['illegal_parking', 'angling'],
  sourceIds: ['s1', 's2'],
  allSources: false,
  fromDay: '2026-11-01',
  toDay: '2026-11-20',
  coversPlates: false,
  recordedById: 'ann',
  withdrawal: null,
}
const at = (text: string): number => Date.parse(text)
const refusal = (act: () => unknown): { code: string; places: string[] } => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, places: error.problems.map(({ path }) => path) }
  }
  throw new Error('nothing was refused')
}

const days = {
  'on its last day, a minute before midnight in Shanghai': {
    now: '2026-11-30T23:59:00+08:00',
    state: 'in_force',
  },
  'a minute later': { now: '2026-12-01T00:00:30+08:00', state: 'expired' },
  'by UTC still its last day, in Shanghai not': { now: '2026-11-30T20:00:00Z', state: 'expired' },
}
it.each(Object.entries(days))('%s', (_, { now, state }) => expect(stateOf(approval, at(now))).toBe(state))

it('is withdrawn whatever its days are', () => {
  expect(stateOf({ ...approval, withdrawal: {} }, at('2026-11-10T00:00:00+08:00'))).toBe('withdrawn')
})

const use = (change: Partial<Approved>, personId: string, now = '2026-11-10T12:00:00+08:00') =>
  refuseUse({ ...approval, ...change }, { now: at(now), personId })

it('lets another person use it, and nobody else', () => {
  expect(() => use({}, 'bob')).not.toThrow()
  expect(refusal(() => use({}, 'ann')).code).toBe('second_person_needed')
  expect(refusal(() => use({ withdrawal: {} }, 'bob')).code).toBe('dataset_approval_withdrawn')
  expect(refusal(() => use({}, 'bob', '2026-12-02T00:00:00+08:00')).code).toBe('dataset_approval_expired')
})

describe('what is asked for', () => {
  const asked = { set: 'objects' } as const
  it('is all that was approved where nothing is said', () => {
    expect(scopeOf(approval, asked)).toEqual({
      kinds: approval.kinds,
      sourceIds: approval.sourceIds,
      from: at('2026-11-01T00:00:00+08:00'),
      to: at('2026-11-20T23:59:59.999+08:00'),
    })
    expect(scopeOf({ ...approval, allSources: true, sourceIds: [] }, asked).sourceIds).toBeNull()
  })
  it('may be less', () => {
    const less = {
      ...asked,
      kinds: ['angling'] as const,
      sourceIds: ['s2'],
      fromDay: '2026-11-05',
      toDay: '2026-11-05',
    }
    expect(scopeOf(approval, less as never)).toEqual({
      kinds: ['angling'],
      sourceIds: ['s2'],
      from: at('2026-11-05T00:00:00+08:00'),
      to: at('2026-11-05T23:59:59.999+08:00'),
    })
  })
  it.each([
    ['another rule', { kinds: ['angling', 'open_burning'] }, ['kinds']],
    ['another source', { sourceIds: ['s1', 's3'] }, ['sourceIds']],
    ['a day before', { fromDay: '2026-10-31' }, ['fromDay']],
    ['a day after', { toDay: '2026-11-21' }, ['toDay']],
    ['days the wrong way round', { fromDay: '2026-11-09', toDay: '2026-11-08' }, ['toDay']],
    [
      'all at once',
      { kinds: ['open_burning'], sourceIds: ['x'], fromDay: '2026-01-01', toDay: '2027-01-01' },
      ['kinds', 'sourceIds', 'fromDay', 'toDay'],
    ],
  ])('is refused by its place: %s', (_, more, places) => {
    expect(refusal(() => scopeOf(approval, { ...asked, ...more } as never))).toEqual({
      code: 'dataset_out_of_scope',
      places,
    })
  })
  it('holds plates only where they are covered', () => {
    expect(refusal(() => scopeOf(approval, { set: 'plates' })).code).toBe('dataset_plates_not_covered')
    expect(() => scopeOf({ ...approval, coversPlates: true }, { set: 'plates' })).not.toThrow()
  })
})
