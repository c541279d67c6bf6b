import { expect, it } from 'vitest'
import { isCertificateExpired, isRevokedOften, isViewMoved, isVolumeAbnormal } from './suspend-reasons.ts'

const days = (n: number, count: number): number[] => Array.from({ length: n }, () => count)

it.each([
  ['as usual', 12, days(56, 10), false],
  ['many, of a busy place', 29, days(56, 10), false],
  ['three times as many, exactly', 30, days(56, 10), false],
  ['more than three times as many', 31, days(56, 10), true],
  ['many times few', 19, days(56, 1), false],
  ['twenty where there mostly were none', 20, days(56, 0), true],
  ['one wild day before changes nothing', 31, [...days(55, 10), 900], true],
  ['an even number of days', 45, [...days(7, 10), ...days(7, 20)], false],
  ['a camera of last week', 100, days(7, 1), false],
])('R36: volume: %s', (...[, today, before, is]) => expect(isVolumeAbnormal(today, before)).toBe(is))

const noon = Date.parse('2026-11-23T12:00:00+08:00')
it.each([
  ['none', null, false],
  ['of today', { number: 'J', until: '2026-11-23' }, false],
  ['of yesterday', { number: 'J', until: '2026-11-22' }, true],
])('certificate: %s', (_name, calibration, is) =>
  expect(isCertificateExpired({ calibration }, noon)).toBe(is),
)

it('a certificate counts to the end of its day in Shanghai', () => {
  const calibration = { number: 'J', until: '2026-11-22' }
  expect(isCertificateExpired({ calibration }, Date.parse('2026-11-22T23:59:59+08:00'))).toBe(false)
  expect(isCertificateExpired({ calibration }, Date.parse('2026-11-23T00:00:00+08:00'))).toBe(true)
})

it.each([
  ['moved', true],
  ['covered', false],
  ['offline', false],
  [null, false],
] as const)('fault %s: %s', (fault, is) => expect(isViewMoved(fault)).toBe(is))

it.each([
  [10, 1, false],
  [10, 2, true],
  [9, 9, false],
  [100, 10, false],
  [100, 11, true],
  [0, 0, false],
])('R36: of %i filed cases %i revoked: %s', (filed, revoked, is) =>
  expect(isRevokedOften({ filed, revoked })).toBe(is),
)
