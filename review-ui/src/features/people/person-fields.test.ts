import { expect, it } from 'vitest'
import { certificateOf, toChange, toFields, toNewPerson } from './person-fields.ts'

const fields = {
  ...toFields(null),
  account: 'li.qiang',
  name: '李强',
  password: '',
  certificateNumber: ' 渝-110 ',
}

it.each([
  [
    'number and date',
    '2027-01-31',
    { number: '渝-110', validUntil: Date.UTC(2027, 0, 31, 15, 59, 59), region: null },
  ],
  ['no date', '', null],
])('certificate with %s', (_, certificateUntil, certificate) =>
  expect(certificateOf({ ...fields, certificateUntil })).toEqual(certificate),
)
it('an empty password is no change of it', () => {
  expect(toChange(fields)).not.toHaveProperty('password')
  expect(toChange({ ...fields, password: 'Long-enough-1' })).toMatchObject({ password: 'Long-enough-1' })
})
it('a new person has what the contract asks for', () => {
  expect(toNewPerson(fields)).toMatchObject({ account: 'li.qiang', role: 'operator', certificate: null })
})
it.each(['operator', 'security_admin'] as const)(
  'an %s has no certificate: the form gives no such fields',
  (role) => {
    const {
      certificateNumber: _number,
      certificateUntil: _until,
      certificateRegion: _region,
      ...shown
    } = fields
    expect(toNewPerson({ ...shown, role })).toMatchObject({ role, certificate: null })
    expect(toChange({ ...shown, role })).toMatchObject({ certificate: null })
  },
)
