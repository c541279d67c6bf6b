import { expect, it } from 'vitest'
import { certificateFailure, certificateState, type Certificate } from './certificate.ts'

const day = 86_400_000
const at = 1_000 * day
const until = (days: number, region: string | null = null): Certificate => ({
  validUntil: at + days * day,
  region,
})

it.each<[string, Certificate | null, string, object | null]>([
  ['none', null, '500110', { validUntil: null }],
  ['over at this very moment', until(0), '500110', { validUntil: at }],
  ['of this installation', until(1), '500110', null],
  ['of the very district', until(1, '500110'), '500110', null],
  ['of the city, whose districts it takes in', until(1, '500000'), '500110', null],
  ['of the district, for a street in it', until(1, '500110000'), '500110002', null],
  [
    'of another district',
    until(1, '500112'),
    '500110',
    { validUntil: at + day, region: '500112', place: '500110' },
  ],
  [
    'of another street',
    until(1, '500110001'),
    '500110002',
    { validUntil: at + day, region: '500110001', place: '500110002' },
  ],
  [
    'of a street, for the whole district',
    until(1, '500110001'),
    '500110',
    { validUntil: at + day, region: '500110001', place: '500110' },
  ],
  ['of another district where nobody told the place', until(1, '500112'), '', null],
  ['of another district and over: the term is said', until(-1, '500112'), '500110', { validUntil: at - day }],
])('a certificate: %s', (...[, certificate, place, facts]) =>
  expect(certificateFailure(certificate, { at, place })?.facts ?? null).toEqual(facts),
)

it.each([
  [31, 'valid'],
  [30, 'expiring'],
  [0.1, 'expiring'],
  [0, 'expired'],
  [-5, 'expired'],
])('%s days before its end a certificate is %s', (days, state) =>
  expect(certificateState(until(days), at)).toBe(state),
)
