import { describe, expect, it } from 'vitest'
import { pastPasswords } from './past-passwords.ts'

const day = 86_400_000
const at = 1_000 * day
const known = (past: number, ageMs: number) => ({
  passwordHash: 'now',
  pastPasswords: Array.from({ length: past }, (_, i) => `p${i + 1}`),
  passwordSetAt: new Date(at - ageMs),
})

describe('what is remembered of earlier passwords', () => {
  it.each([
    ['five, the present one among them', 5, day, ['now', 'p1', 'p2', 'p3', 'p4']],
    ['all, while they follow each other within a day', 5, day - 1, ['now', 'p1', 'p2', 'p3', 'p4', 'p5']],
    ['five again, once one stood for a day', 19, day, ['now', 'p1', 'p2', 'p3', 'p4']],
    ['all of a clock that was set back', 2, -3_600_000, ['now', 'p1', 'p2']],
    ['the first one', 0, 0, ['now']],
  ])('%s', (...[, past, ageMs, kept]) => expect(pastPasswords(known(past, ageMs), at)).toEqual(kept))

  it('is not made to forget by changing on and on', () => {
    expect(pastPasswords(known(19, 1), at)).toHaveLength(20)
    expect(() => pastPasswords(known(20, 1), at)).toThrow('password_changed_often')
    expect(pastPasswords(known(20, day), at)).toHaveLength(5)
  })
})
