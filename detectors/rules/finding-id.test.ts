import { expect, it } from 'vitest'
import { findingIdOf, type StayKey } from './finding-id.ts'

const key: StayKey = {
  sourceId: 'camera-1',
  ruleId: 'rule-1',
  openedAt: 1795399215000,
  place: { left: 0.4, top: 0.6, right: 0.5, bottom: 0.68 },
}

it('is the same for the same stay, and may stand in an address', () => {
  expect(findingIdOf(key)).toBe('1795399215000-db38f3f0628bca63')
  expect(findingIdOf({ ...key })).toMatch(/^[0-9]+-[0-9a-f]{16}$/)
})

it.each([
  ['source', { sourceId: 'camera-2' }],
  ['rule', { ruleId: 'rule-2' }],
  ['time', { openedAt: key.openedAt + 1 }],
  ['place', { place: { ...key.place, left: 0.41 } }],
])('differs by %s', (_, change) => {
  expect(findingIdOf({ ...key, ...change })).not.toBe(findingIdOf(key))
})
