import { expect, it } from 'vitest'
import { longestTermMs } from '../people/certificate.ts'
import { readCertificates } from './read-list.ts'

const now = Date.parse('2026-11-30T10:00:00+08:00')
const endOfJanuary = Date.parse('2027-01-31T23:59:59+08:00')
/** 账号,执法证号,有效期至 / ann,渝A-0001,2027-01-31 in GBK, by hand. */
const gbk = Buffer.from(
  'd5cbbac52cd6b4b7a8d6a4bac52cd3d0d0a7c6dad6c10a616e6e2cd3e5412d303030312c323032372d30312d3331',
  'hex',
)
const head = 'account,name,number,validUntil,region'
const read = (bytes: string | Buffer) => readCertificates(Buffer.from(bytes), now)

it.each<[string, string | Buffer]>([
  ['UTF-8', '账号,执法证号,有效期至\nann,渝A-0001,2027-01-31'],
  ['UTF-8 with a mark and CRLF', '\uFEFF账号,执法证号,有效期至\r\nann,渝A-0001,2027-01-31\r\n'],
  ['GBK', gbk],
  ['UTF-16', Buffer.from('\uFEFF账号,执法证号,有效期至\nann,渝A-0001,2027-01-31', 'utf16le')],
  ["a spreadsheet's date and time", 'account,number,validUntil\nANN,渝A-0001,2027/1/31 0:00:00'],
  [
    'a date in Chinese, full-width signs, empty rows',
    '账号,证号,有效期\nａｎｎ,渝Ａ－0001,2027年1月31日\n,,\n',
  ],
])('%s: one certificate, to the end of its last day', (_, bytes) => {
  const { rows, problems } = read(bytes)
  expect(problems).toEqual([])
  expect(rows).toMatchObject([
    { account: 'ann', name: '', certificate: { number: '渝A-0001', validUntil: endOfJanuary, region: null } },
  ])
})

const tooFar = new Date(now + longestTermMs + 2 * 86_400_000).toISOString().slice(0, 10)
it.each<[string, string, string[]]>([
  ['nothing but a head', head, ['1  no_table']],
  [
    'no head',
    'ann,A-0001,2027-01-31\nbob,A-0002,2027-01-31',
    [
      '1  unknown_column',
      '1  unknown_column',
      '1  unknown_column',
      '1 account missing_column',
      '1 number missing_column',
      '1 validUntil missing_column',
    ],
  ],
  [
    'a column twice',
    'account,账号,number,validUntil\nann,ann,A-0001,2027-01-31',
    ['1 account double_column'],
  ],
  ['an open quotation', `${head}\n"ann,a,A-0001,2027-01-31,`, ['2  open_quote']],
  ['a day that is none', `${head}\nann,,A-0001,2027-02-30,`, ['2 validUntil bad_day']],
  ['a time of day', `${head}\nann,,A-0001,2027-01-31 12:30:00,`, ['2 validUntil bad_day']],
  ['a day that is over', `${head}\nann,,A-0001,2026-11-29,`, ['2 validUntil past']],
  ['a day far ahead', `${head}\nann,,A-0001,${tooFar},`, ['2 validUntil too_far']],
  ['a short number', `${head}\nann,,A1,2027-01-31,`, ['2 number bad_number']],
  ['a region by name', `${head}\nann,,A-0001,2027-01-31,渝中区`, ['2 region bad_region']],
  ['no account', `${head}\n,,A-0001,2027-01-31,`, ['2 account empty']],
  ['signs that turn the text around', `${head}\nann,a\u202Eb,A-0001,2027-01-31,`, ['2 name bad_text']],
])('refused: %s', (_, text, told) =>
  expect(read(text).problems.map(({ line, column, code }) => `${line} ${column ?? ''} ${code}`)).toEqual(
    told,
  ),
)

it('what is no table is refused as a whole', () => {
  for (const bytes of ['', '[]', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), Buffer.from([0, 1, 2, 3])])
    expect(() => read(bytes)).toThrow('law_file_invalid')
})
