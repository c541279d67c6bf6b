import { profilePoints } from '@sightline/api/law/profile'
import { expect, it } from 'vitest'
import { mendOf } from './profile-mend.ts'
import { shownValue } from './profile-value.ts'

const of = { sourceId: 's1', zoneId: 'z1' }

it.each([
  ['clock', { page: '/sources/s1' }],
  ['sign', { page: '/sources/s1#approval' }],
  ['view', { page: '/sources/s1/zones/z1' }],
  ['plate', { here: '#exhibits' }],
  ['interval', { here: '#steps' }],
  ['record', { here: '#steps' }],
] as const)('%s leads to what mends it', (point, mend) => expect(mendOf(point, of)).toEqual(mend))

it('leads nowhere that is not: of a finding without a zone to its source', () =>
  expect(mendOf('view', { ...of, zoneId: null })).toEqual({ page: '/sources/s1' }))

it.each([
  ['interval', [300_000], '300.00'],
  ['clock', [1400], '1.40'],
  ['resolution', [1280, 720], '1280×720'],
  ['sharpness', [0.0213], '0.021'],
  ['plate', [2], '2'],
  ['plate', [3, 20, 0.95], '3 (≥ 20 px, ≥ 0.95)'],
] as const)('%s is read as people read it', (point, value, text) =>
  expect(shownValue(point, value)).toBe(text),
)

it('every point leads somewhere', () => {
  for (const point of profilePoints) expect(Object.values(mendOf(point, of))[0], point).toMatch(/^[#/]/)
})
