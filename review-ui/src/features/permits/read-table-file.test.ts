import { expect, it } from 'vitest'
import { readTableFile, type TableFile } from './read-table-file.ts'

const table = '类型,编号,持有人\n夜市摊位号,A-1,一一王某\n'
/** `table` as Excel of a Chinese Windows saves it (GBK), byte by byte. */
const gbk = Uint8Array.from([
  0xc0, 0xe0, 0xd0, 0xcd, 0x2c, 0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xb3, 0xd6, 0xd3, 0xd0, 0xc8, 0xcb, 0x0a, 0xd2,
  0xb9, 0xca, 0xd0, 0xcc, 0xaf, 0xce, 0xbb, 0xba, 0xc5, 0x2c, 0x41, 0x2d, 0x31, 0x2c, 0xd2, 0xbb, 0xd2, 0xbb,
  0xcd, 0xf5, 0xc4, 0xb3, 0x0a,
])
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, isLittle: boolean): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((one) => {
      const [low, high] = [one.charCodeAt(0) & 0xff, one.charCodeAt(0) >> 8]
      return isLittle ? [low, high] : [high, low]
    }),
  )

it.each<[string, Uint8Array, TableFile]>([
  ['UTF-8', utf8(table), { text: table, encoding: 'UTF-8' }],
  ['UTF-8 with a mark', utf8(`\uFEFF${table}`), { text: table, encoding: 'UTF-8' }],
  ['GBK', gbk, { text: table, encoding: 'GB18030' }],
  [
    'four bytes of GB18030: a rare character of a name',
    Uint8Array.from([0x41, 0x0a, 0x95, 0x32, 0x82, 0x36]),
    { text: 'A\n\u{20000}', encoding: 'GB18030' },
  ],
  ['UTF-16 with a mark', utf16(`\uFEFF${table}`, true), { text: table, encoding: 'UTF-16LE' }],
  ['UTF-16, the other way round', utf16(`\uFEFF${table}`, false), { text: table, encoding: 'UTF-16BE' }],
  ['UTF-16 without a mark', utf16(table, true), { text: table, encoding: 'UTF-16LE' }],
  ['UTF-16BE without a mark', utf16(table, false), { text: table, encoding: 'UTF-16BE' }],
  ['nothing', utf8(''), { problem: 'empty' }],
  ['blanks', utf8(' \r\n\t'), { problem: 'empty' }],
  [
    'a workbook, which is a zip',
    Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8]),
    { problem: 'spreadsheet' },
  ],
  [
    'a workbook of the older kind',
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
    { problem: 'spreadsheet' },
  ],
  ['half of a character at the end of GBK', gbk.subarray(0, 3), { problem: 'not_text' }],
  [
    'Latin-1, which is no text of ours',
    Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x2c, 0x31, 0x0a]),
    { problem: 'not_text' },
  ],
  ['half of a UTF-16 character', utf16(`\uFEFF${table}`, true).subarray(0, 9), { problem: 'not_text' }],
  ['a picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]), { problem: 'not_text' }],
  ['bytes with zeros', Uint8Array.from([0, 0, 0, 1, 2, 0]), { problem: 'not_text' }],
  ['more than may be sent', utf8('号'.repeat(800_001)), { problem: 'too_large' }],
])('reads a file of a table: %s', (_, bytes, expected) => {
  expect(readTableFile(bytes)).toEqual(expected)
})
