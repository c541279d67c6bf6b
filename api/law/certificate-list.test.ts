import { expect, it } from 'vitest'
import { compareCertificates, type CertificateRow, type Holder } from './certificate-list.ts'

const cert = (number: string, validUntil = 2_000, region: string | null = null) => ({
  number,
  validUntil,
  region,
})
const holder = (account: string, more: Partial<Holder> = {}): Holder => ({
  id: `id-${account}`,
  account,
  name: account.toUpperCase(),
  version: 3,
  isOfficer: true,
  active: true,
  certificate: null,
  ...more,
})
let line = 1
const row = (account: string, certificate: CertificateRow['certificate'], name = ''): CertificateRow => ({
  line: (line += 1),
  account,
  name,
  certificate,
})
const holders = [
  holder('ann', { certificate: cert('A-001') }),
  holder('bob'),
  holder('cid', { certificate: cert('C-001') }),
  holder('olga', { isOfficer: false }),
  holder('left', { active: false, certificate: cert('L-001') }),
]

it('new, changed, same and gone are told apart; who left is neither', () => {
  const rows = [row('ann', cert('A-001', 9_000), 'ANN'), row('bob', cert('B-001'))]
  const { changes, problems } = compareCertificates({ rows, holders, numbersElsewhere: [] })
  expect(problems).toEqual([])
  expect(changes.map(({ kind, account, version }) => [kind, account, version])).toEqual([
    ['changed', 'ann', 3],
    ['new', 'bob', 3],
    ['gone', 'cid', 3],
  ])
  const same = compareCertificates({ rows: [row('ann', cert('A-001'))], holders, numbersElsewhere: [] })
  expect(same.changes[0]).toMatchObject({ kind: 'same' })
  const moved = compareCertificates({
    rows: [row('ann', cert('A-001', 2_000, '500112'))],
    holders,
    numbersElsewhere: [],
  })
  expect(moved.changes[0]).toMatchObject({ kind: 'changed', to: { region: '500112' } })
})

it.each<[string, CertificateRow[], string[]]>([
  ['nobody of that account', [row('nil', cert('N-001'))], ['unknown_account']],
  ['no officer', [row('olga', cert('O-001'))], ['not_an_officer']],
  ['who left', [row('left', cert('L-001'))], ['not_an_officer']],
  ['another name than registered', [row('ann', cert('A-001'), 'EVE')], ['name_differs']],
  [
    'twice the same person',
    [row('ann', cert('A-2')), row('ann', cert('A-3'))],
    ['double_account', 'double_account'],
  ],
  [
    'one number for two',
    [row('ann', cert('X-1')), row('bob', cert('X-1'))],
    ['double_number', 'double_number'],
  ],
  ["another officer's number", [row('bob', cert('C-001'))], ['number_taken']],
  ['the number of somebody who left', [row('bob', cert('L-001'))], ['number_taken']],
])('refused: %s', (_, rows, codes) => {
  const { changes, problems } = compareCertificates({ rows, holders, numbersElsewhere: [] })
  expect(problems.map(({ code }) => code)).toEqual(codes)
  expect(changes.filter(({ kind }) => kind !== 'gone')).toEqual([])
})

it('a number is given once in the whole agency, also where its officer is not reached', () => {
  const rows = [row('ann', cert('E-001'))]
  const { problems } = compareCertificates({ rows, holders, numbersElsewhere: ['E-001'] })
  expect(problems).toMatchObject([{ column: 'number', code: 'number_taken', found: 'E-001' }])
})
