import { describe, expect, it } from 'vitest'
import { codeOfStep, enrolmentUri, fromBase32, isStepOpen, stepAt, stepOfCode, toBase32 } from './totp.ts'

/** Of RFC 6238, appendix B: the last six of its eight digits. */
const secret = Buffer.from('12345678901234567890', 'ascii')

describe('one-time codes', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i s: %s, as the standard says', (seconds, code) =>
    expect(codeOfStep(secret, stepAt(seconds * 1000))).toBe(code),
  )

  const at = 1_234_567_890_000
  const now = stepAt(at)
  const taken = (offset: number, used: readonly number[] = []) =>
    stepOfCode({ secret, used }, codeOfStep(secret, now + offset), at)
  it.each([
    [-2, null],
    [-1, now - 1],
    [0, now],
    [1, now + 1],
    [2, null],
  ])('a code of %i steps from now is of step %s', (offset, step) => expect(taken(offset)).toBe(step))

  it.each(['', '12345', '1234567', 'abcdef', '00592４'])('%s is no code', (text) =>
    expect(stepOfCode({ secret, used: [] }, text, at)).toBeNull(),
  )

  it.each([
    ['one that was taken', 0, [now], false],
    ['one before one that was taken', -1, [now], false],
    ['one after it', 1, [now], true],
    ['one of now, where the clock was a day ahead and was set back', 0, [now + 2880], true],
    ['one that the clock ahead took, when its time comes', 0, [now + 2880, now], false],
    ['one that was taken before the clock was set back over it', 1, [now + 1], false],
  ])('%s', (...[, offset, used, isOpen]) => {
    expect(isStepOpen(now + offset, used, now)).toBe(isOpen)
    expect(taken(offset, used)).toBe(isOpen ? now + offset : null)
  })
})

describe('the secret as text', () => {
  it.each([
    ['fooba', 'MZXW6YTB'],
    ['12345678901234567890', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
  ])('of %s: %s, as RFC 4648 has it', (plain, text) => {
    expect(toBase32(Buffer.from(plain))).toBe(text)
    expect(Buffer.from(fromBase32(text)).toString()).toBe(plain)
  })

  it('in the picture names whose it is and what made it', () =>
    expect(Object.fromEntries(new URL(enrolmentUri('wang.li', 'ABC')).searchParams)).toEqual({
      secret: 'ABC',
      issuer: 'Sightline',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    }))
})
