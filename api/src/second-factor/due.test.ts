import { describe, expect, it } from 'vitest'
import { roles } from '../../contract/people.ts'
import { dueOf, passwordEnd, type Standing } from './due.ts'
import { decides, limitsOf, sessionsOf, type SignInSettings } from './settings.ts'

const day = 86_400_000
const at = 1_000 * day
const settings: SignInSettings = {
  secondFactor: 'required',
  sessions: 1,
  operatorSessions: 2,
  sessionMs: 12 * 3_600_000,
  idleMs: 1_800_000,
  passwordDays: 90,
}
const usual: Standing = {
  role: 'officer',
  passwordDueBy: null,
  passwordSetAt: new Date(at - day),
  hasFactor: true,
  factorAt: new Date(at),
}
const factor = { hasFactor: false, factorAt: null }
const old = { passwordSetAt: new Date(at - 90 * day) }

describe('what a session must do first', () => {
  const rows: [string, Partial<Standing>, Partial<SignInSettings>, ReturnType<typeof dueOf>][] = [
    ['nothing, where all is in order', {}, {}, null],
    ['a device, where there is none', factor, {}, 'second_factor_due'],
    ['nothing, where the provider’s counts', { hasFactor: false }, {}, null],
    ['no device, where it is optional', factor, { secondFactor: 'optional' }, null],
    ['no device, where it is off', factor, { secondFactor: 'off' }, null],
    ['no device of an operator', { ...factor, role: 'operator' }, {}, null],
    ['a device of who was an operator before', { ...factor, role: 'head' }, {}, 'second_factor_due'],
    ['to sign in again: one is there and was not given', { factorAt: null }, {}, 'sign_in'],
    ['the same of an operator', { role: 'operator', factorAt: null }, {}, 'sign_in'],
    ['the same where it is optional', { factorAt: null }, { secondFactor: 'optional' }, 'sign_in'],
    ['nothing, where it is off', { factorAt: null }, { secondFactor: 'off' }, null],
    [
      'the password before the device',
      { ...factor, passwordDueBy: new Date(at + day) },
      {},
      'password_change_due',
    ],
    ['another password after 90 days', old, {}, 'password_too_old'],
    ['also before the device', { ...factor, ...old }, {}, 'password_too_old'],
    ['not a moment before', { passwordSetAt: new Date(at - 90 * day + 1) }, {}, null],
    ['never, where no days are set', old, { passwordDays: 0 }, null],
    ['never of an operator', { ...old, role: 'operator' }, {}, null],
    ['nothing of a clock that was set back', { passwordSetAt: new Date(at + day) }, {}, null],
  ]
  it.each(rows)('%s', (...[, standing, set, due]) =>
    expect(dueOf({ ...usual, ...standing }, { ...settings, ...set }, at)).toBe(due),
  )
})

describe('by role', () => {
  it('everybody but the operator decides: a new role does without being listed', () =>
    expect(roles.filter((role) => !decides(role))).toEqual(['operator']))
  it('sessions at once and idleness', () => {
    expect([sessionsOf('officer', settings), sessionsOf('operator', settings)]).toEqual([1, 2])
    expect(limitsOf('head', settings).idleMs).toBe(1_800_000)
    expect(limitsOf('operator', settings).idleMs).toBe(12 * 3_600_000)
  })
  it('a password ends after its days, of the operator never', () => {
    expect(passwordEnd(usual, settings)).toBe(at + 89 * day)
    expect(passwordEnd({ ...usual, role: 'operator' }, settings)).toBeNull()
  })
})
