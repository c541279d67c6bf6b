import { expect, it } from 'vitest'
import { lockAfter } from './check-code.ts'
import { recoveryHash, toRecoveryCode } from './recovery.ts'

const minute = 60_000

it.each([
  [1, null],
  [4, null],
  [5, 15 * minute],
  [6, null],
  [10, 60 * minute],
  [15, 240 * minute],
  [20, 1440 * minute],
  [24, null],
  [25, 1440 * minute],
  [1000, 1440 * minute],
])('after %i wrong codes: %s ms', (wrong, ms) => expect(lockAfter(wrong)).toBe(ms))

it('lets a thief of the password guess for years at a chance of a hundredth', () => {
  const guesses = 20 + 5 * 365
  const taken = 3 / 1_000_000
  expect(1 - (1 - taken) ** guesses).toBeLessThan(0.01)
})

it.each([
  ['ABCD-EFGH-2345-IJKL', 'ABCDEFGH2345IJKL'],
  ['abcd efgh 2345 ijkl', 'ABCDEFGH2345IJKL'],
  ['123456', null],
  ['ABCD-EFGH-2345', null],
  ['ABCD-EFGH-2345-IJK1', null],
])('%s is the recovery code %s', (typed, code) => expect(toRecoveryCode(typed)).toBe(code))

it('a recovery code is of one person alone', () => {
  expect(recoveryHash('a', 'ABCD-EFGH')).toBe(recoveryHash('a', 'ABCDEFGH'))
  expect(recoveryHash('a', 'ABCDEFGH')).not.toBe(recoveryHash('b', 'ABCDEFGH'))
})
