import { describe, expect, it } from 'vitest'
import type { LawProblem } from '../../../contract/catalogue.ts'
import type { LawSubject, Matter } from '../../../law/catalogue.ts'
import { workbook, type Cell } from '../test/workbook.ts'
import { checkRows } from './check-rows.ts'
import { decodeFile } from './decode-file.ts'
import { rowsOfJson, rowsOfTable } from './rows.ts'

const defaults = {
  documentNumber: '渝城管〔2026〕1号',
  sourceUrl: 'https://a.gov.cn/1',
  publishedOn: null,
  fromDay: null,
}

function read(bytes: Uint8Array | string, subject: LawSubject = 'matters') {
  const decoded = decodeFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  if (decoded.format === 'none') return { rows: [], problems: [], why: decoded.why }
  const rows = decoded.format === 'json' ? rowsOfJson(decoded.items) : rowsOfTable(subject, decoded)
  const checking = { subject, defaults, today: '2026-11-30', codes: new Set(['M07']) }
  const checked = checkRows(rows.candidates, checking)
  return { rows: checked.rows, problems: [...rows.problems, ...checked.problems], why: null }
}
const told = (problems: readonly LawProblem[]) =>
  problems.map(({ line, column, code }) => [line, column, code])

const heading =
  '事项编码,事项名称,违法类型,违反条款,处罚条款,处罚种类,个人罚款下限,个人罚款上限,阶次,适用情形,阶次下限,阶次上限,适用对象,公布日期,施行日期'
const first = 'C01,店外经营,店外经营,第十八条,第三十条,罚款,50,500,一般,,50,184,个人,2026-01-01,2026-02-01'
const second = ',,,,,,,,较重,经劝导不改,185,364,个人,,'
const csv = (...lines: string[]) => [heading, ...lines].join('\n')
/** 店外经营 in GB 18030, by hand: nothing here writes it. */
const gbk = (text: string): Buffer => {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, [number, number]>()
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const char = decoder.decode(Uint8Array.of(high, low))
      if (char.length === 1 && !table.has(char)) table.set(char, [high, low])
    }
  return Buffer.from(
    [...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (table.get(char) ?? []))),
  )
}
const matterOf = (bytes: Uint8Array | string) => read(bytes).rows[0]?.content as Matter

describe('a file of matters', () => {
  it.each([
    ['CSV in UTF-8', csv(first, second)],
    ['CSV with a mark and CRLF', `\uFEFF${csv(first, second).replaceAll('\n', '\r\n')}`],
    ['CSV in GBK', gbk(csv(first, second))],
    ['CSV in UTF-16', Buffer.from(`\uFEFF${csv(first, second)}`, 'utf16le')],
    ['a table of tabs', csv(first, second).replaceAll(',', '\t')],
  ])('%s: a matter with two tiers', (_name, bytes) => {
    const { rows, problems } = read(bytes)
    expect(problems).toEqual([])
    expect(rows.map(({ key }) => key)).toEqual(['C01'])
    expect(rows[0]?.content).toMatchObject({
      kinds: ['shop_front'],
      penaltyKinds: ['fine'],
      person: { min: 50, max: 500 },
      documentNumber: '渝城管〔2026〕1号',
      publishedOn: '2026-01-01',
      tiers: [
        { name: '一般', min: 50, max: 184, of: 'person', unit: 'yuan' },
        { name: '较重', condition: '经劝导不改', min: 185, max: 364 },
      ],
    })
  })

  const names = heading.split(',')
  const cells = (line: string): Cell[] =>
    line.split(',').map((cell, i) => (/^\d+$/.test(cell) && i > 5 ? Number(cell) : cell === '' ? null : cell))
  const withDays = (publishedOn: Cell, from: Cell): Cell[] => [
    ...cells(first).slice(0, 13),
    publishedOn,
    from,
  ]
  it.each<[string, Cell, Cell, object]>([
    ['as days', { serial: 46_023 }, { serial: 46_054 }, {}],
    ['as days of 1904', { serial: 46_023 - 1462 }, { serial: 46_054 - 1462 }, { isFrom1904: true }],
    ['in a format of its own', { serial: 46_023 }, { serial: 46_054 }, { format: '[$-804]yyyy/m/d;@' }],
    ['as text', '2026年1月1日', '2026/2/1', {}],
  ])('XLSX with its dates %s', (...[, publishedOn, from, options]) => {
    const { rows, problems } = read(workbook([names, withDays(publishedOn, from), cells(second)], options))
    expect(problems).toEqual([])
    expect(rows[0]?.content).toMatchObject({
      publishedOn: '2026-01-01',
      fromDay: '2026-02-01',
      tiers: [{}, { min: 185 }],
    })
  })
  it('XLSX: a number that no format calls a day is none, and a time of day neither', () => {
    const problems = (cell: Cell, format?: string) =>
      told(read(workbook([names, withDays(cell, '2026-02-01')], format ? { format } : {})).problems)
    expect(problems(46_023)).toEqual([[2, 'publishedOn', 'bad_day']])
    expect(problems({ serial: 46_023.5 })).toEqual([[2, 'publishedOn', 'bad_day']])
    expect(problems({ serial: 46_023 }, '0.00')).toEqual([[2, 'publishedOn', 'bad_day']])
  })

  const asking = (head: string, cells: string) =>
    read([`事项编码,事项名称,违法类型,违反条款,处罚条款,处罚种类,${head}`, `C01,违停,${cells}`].join('\n'))
  const parked = '人行道违法停车,第一条,第二条,罚款'
  it('what a matter asks more of pictures stands in columns of its own, and in JSON in one field', () => {
    const of = asking('目标像素,号牌一致画面数,时钟偏差秒,清晰度', `${parked},80,3,0.5,0.125`)
    const profile = { targetPx: 80, plateFrames: 3, clockS: 0.5, sharpness: 0.125 }
    expect([of.problems, of.rows[0]?.content]).toMatchObject([[], { profile }])
    const json = { ...of.rows[0]?.content, profile: { ...profile, eyes: 2 } }
    expect(told(read(JSON.stringify([json])).problems)).toEqual([[1, '', 'unknown_column']])
    expect(read(csv(first)).rows[0]?.content).toMatchObject({ profile: null })
  })
  it.each<[string, string, string, object[]]>([
    [
      'laxer than the kind',
      '目标像素,时钟偏差秒',
      '40,2',
      [
        { line: 2, column: 'targetPx', code: 'profile_too_lax', found: '40', limit: 60 },
        { line: 2, column: 'clockS', code: 'profile_too_lax', found: '2', limit: 1 },
      ],
    ],
    [
      'more than there can be',
      '号牌一致画面数',
      '9',
      [{ column: 'plateFrames', code: 'profile_too_much', limit: 5 }],
    ],
    ['no number', '号牌一致画面数', '两', [{ column: 'plateFrames', code: 'bad_number' }]],
  ])('a profile that is %s is an error of the row, with what it may be', (...[, head, cells, problems]) =>
    expect(asking(head, `${parked},${cells}`).problems).toMatchObject(problems),
  )

  it.each<[string, string, unknown[]]>([
    ['nothing but a heading', heading, [[1, '', 'no_table']]],
    ['a quote that is never closed', csv(first, '"C02,x'), [[3, '', 'open_quote']]],
    ['a heading nobody knows', csv(first).replace('适用情形', '颜色'), [[1, '', 'unknown_column']]],
    ['a heading twice', csv(first).replace('适用情形', '阶次'), [[1, 'tierName', 'double_column']]],
    [
      'no column of names',
      csv(first).replace('事项名称', '公布网址'),
      [
        [1, 'name', 'missing_column'],
        [2, 'name', 'empty'],
        [2, 'sourceUrl', 'bad_url'],
      ],
    ],
    ['more cells than headings', `${csv(first)},x`, [[2, '', 'too_many_cells']]],
    [
      'the same code twice',
      csv(first, second, 'C02,乙事项,,第一条,第二条,警告,,,,,,,,,', first),
      [[5, 'code', 'code_twice']],
    ],
    ['a kind nobody knows', csv(first.replace('店外经营,第', '随地吐痰,第')), [[2, 'kinds', 'bad_word']]],
    [
      'a tier over the statute',
      csv(first, second.replace('364', '501')),
      [[3, 'tierMax', 'tier_outside_statute']],
    ],
    ['a tier under it', csv(first.replace('50,184', '49,184')), [[2, 'tierMax', 'tier_outside_statute']]],
    [
      'a tier the wrong way round',
      csv(first, second.replace('185,364', '364,185')),
      [[3, 'tierMax', 'tier_reversed']],
    ],
    [
      'a tier for units where the statute fines none',
      csv(first, second.replace('个人', '单位')),
      [[3, 'tierMax', 'tier_no_statute']],
    ],
    ['words for an amount', csv(first, second.replace('364', '三百')), [[3, 'tierMax', 'bad_number']]],
    ['a day that is none', csv(first.replace('2026-01-01', '2026-02-30')), [[2, 'publishedOn', 'bad_day']]],
    [
      'public in the future',
      csv(first.replace('2026-01-01,2026-02-01', '2026-12-01,2026-12-02')),
      [[2, 'publishedOn', 'public_in_future']],
    ],
    [
      'public after it is in force',
      csv(first.replace('2026-01-01', '2026-03-01')),
      [[2, 'publishedOn', 'public_too_late']],
    ],
    ['a tier before any matter', csv(second), [[2, 'code', 'empty']]],
    [
      'a tier that renames its matter',
      csv(first, second.replace(',,,,,,,,', ',别的,,,,,,,')),
      [[3, 'name', 'matter_differs']],
    ],
    ['a row that adds nothing', csv(first, 'C01,,,,,,,,,,,,,,'), [[3, 'tierName', 'tier_without_matter']]],
    ['a code with a blank in it', csv(first.replace('C01', 'C 01')), [[2, 'code', 'bad_code']]],
    [
      'what is left of a wrong encoding',
      csv(first.replace('第十八条', '第\uFFFD条')),
      [
        [2, 'violates', 'bad_text'],
        [2, 'violates', 'empty'],
      ],
    ],
  ])('%s is told with its row and column', (_name, text, expected) =>
    expect(told(read(text).problems)).toEqual(expected),
  )

  it('takes one code twice where one follows the other in time', () => {
    const old = `${first.replace('2026-01-01,2026-02-01', '2020-01-01,2020-02-01')},2026-01-31`
    const { rows, problems } = read(`${heading},失效日期\n${old}\n${first},`)
    expect(problems).toEqual([])
    expect(rows.map(({ content }) => [content.fromDay, content.toDay])).toEqual([
      ['2020-02-01', '2026-01-31'],
      ['2026-02-01', null],
    ])
  })
  it('reads amounts as people write them', () =>
    expect(matterOf(csv(first.replace('50,500,一般', '５０,"1,000元",一般'))).person).toEqual({
      min: 50,
      max: 1000,
    }))
})

describe('a file of JSON', () => {
  const one = {
    code: 'J1',
    name: '甲事项',
    violates: '第一条',
    penalty: '第二条',
    penaltyKinds: ['fine'],
    person: { min: 20, max: 200 },
  }
  it('names what is wrong by its place', () => {
    const bad = [
      one,
      { ...one, code: 'J2', tiers: [{ name: '一般', min: 10, max: 300 }] },
      { ...one, code: 'J3', colour: 1 },
      7,
    ]
    expect(told(read(JSON.stringify(bad)).problems)).toEqual([
      [4, '', 'bad_json'],
      [2, 'tierMax', 'tier_outside_statute'],
      [3, '', 'unknown_column'],
    ])
  })
})

it.each([
  ['nothing', '', 'empty'],
  ['only a mark', '\uFEFF', 'empty'],
  ['half a JSON', '[{"code":', 'bad_json'],
  ['JSON of one', '{"code":"x"}', 'not_a_list'],
  ['a workbook of before 2007', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2), 'old_workbook'],
  ['a torn archive', workbook([['a']]).slice(0, 200), 'broken_workbook'],
  ['a picture', Uint8Array.of(0x89, 0x50, 0, 0, 1), 'not_text'],
])('%s is no table: %s', (_name, bytes, why) => expect(read(bytes).why).toBe(why))

it('an authority names a matter that is known, in a region of digits', () => {
  const text = (code: string, region: string) =>
    `事项编码,执法机关,区划代码,区划名称,权限来源\n${code},某镇人民政府,${region},某镇,赋权`
  expect(read(text('M07', '500110104'), 'authorities').problems).toEqual([])
  expect(told(read(text('X1', '某镇'), 'authorities').problems)).toEqual([[2, 'regionCode', 'bad_value']])
  expect(told(read(text('X1', ''), 'authorities').problems)).toEqual([[2, 'matterCode', 'matter_unknown']])
})
