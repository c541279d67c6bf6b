import { expect, it } from 'vitest'
import { appointmentOf, deciderOf, duties, openDuties, type Appointment, type Duty } from './duties.ts'

const administering: readonly Duty[] = ['device_admin', 'system_admin', 'security_admin', 'audit_admin']
const judging: readonly Duty[] = ['officer', 'legal_reviewer', 'head', 'supervisor']

it('every duty is one of those that administer, judge, or watch', () =>
  expect([...administering, ...judging, 'operator'].toSorted()).toEqual([...duties].toSorted()))

it.each<[string, [number, number], Appointment]>([
  ['the only system administrator', [1, 0], 'alone_as_only'],
  ['one of two system administrators', [2, 0], 'decided'],
  ['one beside a security administrator', [1, 1], 'decided'],
  ['one of many', [3, 2], 'decided'],
])('%s makes an administrator', (_, [systemAdmins, securityAdmins], how) => {
  for (const duty of administering)
    expect([duty, appointmentOf(duty, { systemAdmins, securityAdmins })]).toEqual([duty, how])
})

it.each([
  [1, 0],
  [2, 0],
  [1, 1],
  [5, 5],
])(
  'of %i system and %i security administrators none makes alone who judges',
  (systemAdmins, securityAdmins) => {
    for (const duty of judging)
      expect([duty, appointmentOf(duty, { systemAdmins, securityAdmins })]).toEqual([duty, 'decided'])
    expect(appointmentOf('operator', { systemAdmins, securityAdmins })).toBe('alone')
  },
)

it('the moment there is a security administrator, that one decides', () => {
  expect(deciderOf({ systemAdmins: 2, securityAdmins: 0 })).toBe('system_admin')
  expect(deciderOf({ systemAdmins: 2, securityAdmins: 1 })).toBe('security_admin')
})

it.each<[string, Duty[], string[]]>([
  [
    'the first administrator alone',
    ['system_admin'],
    [
      'security_admin 1',
      'device_admin 1',
      'audit_admin 1',
      'operator 1',
      'officer 2',
      'legal_reviewer 1',
      'head 1',
    ],
  ],
  ['one officer of two', [...duties], ['officer 1']],
  ['a whole office', [...duties, 'officer'], []],
])('lacking: %s', (_, inService, lacking) =>
  expect(openDuties(inService).map((one) => `${one.duty} ${one.lacking}`)).toEqual(lacking),
)
