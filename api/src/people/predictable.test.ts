import { expect, it } from 'vitest'
import { generatePassword, refuseWeakPassword } from './passwords.ts'

it.each([
  'Password1234',
  'Admin@123456',
  'P@ssw0rd1234',
  'P4$$w0rd!2026',
  'Qwertyuiop12',
  'Chongqing@2026',
  '1qaz2wsx3EDC',
  'Sightline2026!',
  'Zhang.Wei-2026',
  'aaaaaaaaaaaaaa',
  'Short-7-pas',
])('%s is refused', (password) =>
  expect(() => refuseWeakPassword(password, 'zhang.wei')).toThrow('weak_password'),
)
it.each(['Correct-horse-7-battery', 'Another-horse-8-battery', generatePassword()])(
  '%s may be used',
  (password) => expect(() => refuseWeakPassword(password, 'zhang.wei')).not.toThrow(),
)
