import { describe, expect, it } from 'vitest'
import type { NamedZone } from '../zone-names.ts'
import { toHours } from './hours-text.ts'
import { readRow, toDay } from './read-row.ts'
import { maxRows, toLines, toTable } from './table.ts'

const every = [1, 2, 3, 4, 5, 6, 7]
const zones: NamedZone[] = [
  { id: 'z1', name: '人行道', sourceName: '滨江路', active: true },
  { id: 'z2', name: '人行道', sourceName: '解放路', active: true },
  { id: 'z3', name: '夜市 A 区', sourceName: '广场', active: true },
]
const heading = '类型\t编号\t持有人\t区域\t号牌\t摊位号\t起始日期\t截止日期\t时段\t备注'
const good = '夜市摊位号\tA-12\t王某\t夜市 A 区\t\tA-12\t2026-07-01\t2026/10/31\t每天 18:00-02:00\t'
const rowsOf = (text: string) => {
  const table = toTable(text)
  return table.rows.map((row) => readRow(row, table.columns, zones))
}

describe('cells of a pasted table', () => {
  it.each<[string, string, [number, string[]][]]>([
    [
      'tabs',
      'a\tb\n1\t2',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'commas, CRLF, a byte order mark',
      '\uFEFFa,b\r\n1,2\r\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'a comma in a table of tabs is none',
      'a\tb\n1,5\t2',
      [
        [1, ['a', 'b']],
        [2, ['1,5', '2']],
      ],
    ],
    [
      'quotes',
      'a,b\n"1,5","say ""no"""',
      [
        [1, ['a', 'b']],
        [2, ['1,5', 'say "no"']],
      ],
    ],
    [
      'a line break in quotes',
      'a,b\n"1\n5",2\n3,4',
      [
        [1, ['a', 'b']],
        [2, ['1\n5', '2']],
        [4, ['3', '4']],
      ],
    ],
    [
      'a quote inside a word is one',
      'a\n5" pipe',
      [
        [1, ['a']],
        [2, ['5" pipe']],
      ],
    ],
    [
      'empty lines',
      '\n\na,b\n,\n\n1,2',
      [
        [3, ['a', 'b']],
        [6, ['1', '2']],
      ],
    ],
    [
      'a quote around a word only',
      'a\tb\n"王某"饭店\t2',
      [
        [1, ['a', 'b']],
        [2, ['"王某"饭店', '2']],
      ],
    ],
    [
      'lone carriage returns',
      'a,b\r1,2',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    ['nothing', ' \n', []],
  ])('%s', (_name, text, expected) =>
    expect(toLines(text).lines.map(({ line, cells }) => [line, cells])).toEqual(expected),
  )
})

describe('what is wrong with a table', () => {
  const codes = (text: string) => toTable(text).problems.map(({ line, column, code }) => [line, column, code])
  it.each([
    ['nothing', `${heading}\n${good}`, []],
    ['English headings', 'Kind,Number,Holder,Zones,From,To\nloading,1,x,夜市 A 区,2026-01-01,2026-01-02', []],
    ['no text at all', '', [[1, null, 'no_table']]],
    ['no rows', heading, [[1, null, 'no_table']]],
    ['a heading nobody knows', `${heading}\t颜色\n${good}`, [[1, null, 'unknown_column']]],
    ['a heading twice', `${heading}\t备注\n${good}`, [[1, 'note', 'double_column']]],
    [
      'no column of holders',
      '类型,编号,区域,起,止\n装卸,1,x,2026-01-01,2026-01-02',
      [[1, 'holder', 'missing_column']],
    ],
    ['a quote that is never closed', `${heading}\n${good}\n\n"夜市\n${good}`, [[4, null, 'open_quote']]],
    ['more cells than headings', `${heading}\n${good}\t多余`, [[2, null, 'too_many_cells']]],
    [
      'too many rows',
      [heading, ...Array.from({ length: maxRows + 1 }, () => good)].join('\n'),
      [[1, null, 'too_many_rows']],
    ],
  ])('%s', (_name, text, expected) => expect(codes(text)).toEqual(expected))
})

describe('what is wrong with a row', () => {
  const change = (column: number, text: string) => good.split('\t').with(column, text).join('\t')
  it.each<[string, string, [string | null, string][]]>([
    ['nothing', good, []],
    ['no number', change(1, ''), [['number', 'empty']]],
    ['a number without end', change(1, '9'.repeat(61)), [['number', 'too_long']]],
    ['a kind nobody knows', change(0, '停车许可'), [['kind', 'bad_kind']]],
    ['a zone nobody drew', change(3, '夜市 B 区'), [['zones', 'zone_unknown']]],
    ['a zone of two sources', change(3, '人行道'), [['zones', 'zone_ambiguous']]],
    ['one of two named by its source', change(3, '解放路/人行道；夜市 A 区'), []],
    ['a day that is none', change(6, '2026-02-30'), [['fromDay', 'bad_day']]],
    ['days in reverse', change(7, '2026-06-30'), [['toDay', 'days_reversed']]],
    ['hours not to be read', change(8, '晚上'), [['hours', 'bad_hours']]],
    ['a plate that is none', change(4, '没有'), [['plate', 'bad_plate']]],
    ['a number of two lines', change(1, '"1\n2"'), [['number', 'bad_text']]],
    ['a name with U+0000', change(2, '王\u0000某'), [['holder', 'bad_text']]],
    ['half of a character', change(9, '王\ud800'), [['note', 'bad_text']]],
    ['zones that read otherwise than written', change(3, '夜市\u202e A 区'), [['zones', 'bad_text']]],
    ['hours without end', change(8, `1:11${' '.repeat(600)}1:11x`), [['hours', 'too_long']]],
    ['zones without end', change(3, 'x'.repeat(501)), [['zones', 'too_long']]],
    ['what copying adds', change(3, '\u200b夜市 A 区\ufeff').replace('A-12', '\u200bA-12'), []],
    ['a plate, with what copying adds', change(4, '渝A\u200b12345'), []],
    [
      'date cells of a spreadsheet',
      change(6, '2026-07-01 00:00:00').replace('2026/10/31', '2026/10/31 0:00'),
      [],
    ],
    ['a plate, written freely', change(4, '渝a·12345'), []],
    [
      'everything at once',
      '\t\t\t\t?\t\t明天\t2026-01-01\t\t',
      [
        ['kind', 'empty'],
        ['number', 'empty'],
        ['holder', 'empty'],
        ['zones', 'empty'],
        ['fromDay', 'bad_day'],
        ['plate', 'bad_plate'],
      ],
    ],
  ])('%s', (_name, row, expected) => {
    const [read] = rowsOf(`${heading}\n${row}`)
    expect(read!.problems.map(({ column, code }) => [column, code])).toEqual(expected)
    expect(read!.problems.every(({ line }) => line === 2)).toBe(true)
  })

  it('is read in full', () => {
    expect(rowsOf(`${heading}\n${good}`)[0]).toMatchObject({
      kind: 'night_market',
      number: 'A-12',
      holder: '王某',
      zoneIds: ['z3'],
      plate: null,
      stall: 'A-12',
      fromDay: '2026-07-01',
      toDay: '2026-10-31',
      note: '',
      hours: [{ days: every, fromMinute: 1080, toMinute: 120 }],
    })
  })
})

it('reads hours in a time that does not grow with the square of their length', () => {
  const began = performance.now()
  expect(toHours(`1:11${' '.repeat(800_000)}1:11x`)).toBe(null)
  expect(performance.now() - began).toBeLessThan(5_000)
})

it.each([
  ['', []],
  ['每天 18:00-22:00', [[every, 1080, 1320]]],
  [
    '周一至周五 07:00-21:00; 周六、周日 8:00–12:00',
    [
      [[1, 2, 3, 4, 5], 420, 1260],
      [[6, 7], 480, 720],
    ],
  ],
  ['1-5 07:00-21:00', [[[1, 2, 3, 4, 5], 420, 1260]]],
  ['周六-周一 22:00-02:00', [[[1, 6, 7], 1320, 120]]],
  ['星期天 00:00-24:00', [[[7], 0, 1440]]],
  ['18:00-00:00', [[every, 1080, 1440]]],
  ['周八 18:00-22:00', null],
  ['每天 18:60-22:00', null],
  ['每天 24:30-25:00', null],
  ['每天', null],
])('hours %s', (text, expected) => {
  const spans = toHours(text)?.map(({ days, fromMinute, toMinute }) => [days, fromMinute, toMinute])
  expect(spans ?? null).toEqual(expected)
})

it.each([
  ['2026-11-02', '2026-11-02'],
  ['2026/11/2', '2026-11-02'],
  ['2026.11.2', '2026-11-02'],
  ['2026年11月2日', '2026-11-02'],
  ['2024-02-29', '2024-02-29'],
  ['2026-11-01 00:00:00', '2026-11-01'],
  ['2026/12/31 0:00', '2026-12-31'],
  ['2026-11-01T00:00:00.000', '2026-11-01'],
  ['2026-11-01 08:30', null],
  ['2026-02-29', null],
  ['26-1-1', null],
  ['', null],
])('day %s', (text, expected) => expect(toDay(text)).toBe(expected))
