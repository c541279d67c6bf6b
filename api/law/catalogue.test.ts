import { describe, expect, it } from 'vitest'
import {
  faultOf,
  isDocumented,
  keyOf,
  leniencyOn,
  matterOn,
  matterOptions,
  overlaps,
  type LawEntry,
  type Leniency,
  type Matter,
} from './catalogue.ts'

const old: Matter = {
  code: 'M07',
  name: '一级保护区内垂钓',
  kinds: ['angling'],
  violates: '《水污染防治法》第六十五条第二款',
  penalty: '《水污染防治法》第九十一条第二款',
  penaltyKinds: ['fine'],
  person: { min: null, max: 500 },
  unit: null,
  tiers: [],
  first: '',
  lookBackMonths: 12,
  mode: 'CLUE_ONLY',
  flags: [],
  profile: null,
  unsure: [],
  fromDay: null,
  toDay: '2026-08-14',
  documentNumber: '渝环发〔2020〕1号',
  sourceUrl: 'https://example.gov.cn/1',
  publishedOn: '2020-01-01',
}
const code: Matter = {
  ...old,
  violates: '《生态环境法典》第三百一十九条第二款',
  fromDay: '2026-08-15',
  toDay: null,
  publishedOn: '2026-08-01',
}
type Entry = LawEntry<Matter>
const entry = (id: string, content: Matter, rest: Partial<Entry> = {}): Entry => ({
  id,
  content,
  state: 'published',
  publishedAt: 1,
  isAltered: false,
  ...rest,
})
const both = [entry('old', old), entry('code', code)]

describe('what may be relied on (R1)', () => {
  it.each<[string, Entry, string, ReturnType<typeof faultOf>]>([
    ['published by two, with its document', entry('a', code), '2026-09-01', null],
    ['a draft', entry('a', code, { state: 'draft' }), '2026-09-01', 'draft'],
    ['refused', entry('a', code, { state: 'refused' }), '2026-09-01', 'refused'],
    ['withdrawn', entry('a', code, { state: 'withdrawn' }), '2026-09-01', 'withdrawn'],
    ['altered behind the api', entry('a', code, { isAltered: true }), '2026-09-01', 'altered'],
    ['without an address', entry('a', { ...code, sourceUrl: '' }), '2026-09-01', 'undocumented'],
    ['without a number', entry('a', { ...code, documentNumber: '' }), '2026-09-01', 'undocumented'],
    [
      'without a day of publication',
      entry('a', { ...code, publishedOn: null }),
      '2026-09-01',
      'undocumented',
    ],
    [
      'public only after the act',
      entry('a', { ...code, publishedOn: '2026-09-02' }),
      '2026-09-01',
      'not_public_then',
    ],
    ['public on the day of the act', entry('a', { ...code, publishedOn: '2026-09-01' }), '2026-09-01', null],
    ['not in force yet', entry('a', code), '2026-08-14', 'not_in_force'],
    ['in force on its first day', entry('a', code), '2026-08-15', null],
    ['in force on its last day', entry('a', old), '2026-08-14', null],
    ['out of force', entry('a', old), '2026-08-15', 'not_in_force'],
  ])('%s', (...[, one, day, fault]) => expect(faultOf(one, day)).toBe(fault))

  it('is not documented by two of three', () =>
    expect(isDocumented({ ...code, publishedOn: null })).toBe(false))
})

describe('the law of the act (R10)', () => {
  it.each([
    ['2026-08-01', 'old'],
    ['2026-08-14', 'old'],
    ['2026-08-15', 'code'],
    ['2026-08-16', 'code'],
  ])('an act of %s is judged by %s', (day, id) => expect(matterOn(both, { code: 'M07', day })?.id).toBe(id))

  const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`)
  const ask = (entries: readonly Entry[], day: string, kind: Matter['kinds'][number] = 'angling') =>
    matterOptions(entries, { kind, at: at(day), day, today: '2026-11-30' }).map((one) => [
      one.atAct.id,
      one.now?.id ?? null,
      one.isEnteredLater,
      ...(one.isOver ? ['over'] : []),
    ])
  it('shows what took its place since', () => {
    expect(ask(both, '2026-08-01')).toEqual([['old', 'code', false]])
    expect(ask(both, '2026-08-16')).toEqual([['code', null, false]])
  })
  it('says where it is law no more, and nothing took its place: it may be no violation any more', () => {
    const [before] = both
    expect(ask([before!], '2026-08-01')).toEqual([['old', null, false, 'over']])
    const gone = entry('gone', { ...code, toDay: '2026-10-31' })
    expect(ask([before!, gone], '2026-09-01')).toEqual([['gone', null, false, 'over']])
    expect(ask([before!, gone], '2026-08-01')).toEqual([['old', null, false, 'over']])
  })
  it('offers nothing of another kind, nothing unpublished, and nothing that began after the act', () => {
    expect(ask(both, '2026-08-01', 'open_burning')).toEqual([])
    expect(ask([entry('a', code, { state: 'draft' })], '2026-09-01')).toEqual([])
    expect(ask([entry('code', code)], '2026-08-01')).toEqual([])
  })
  it('says where it was entered only after the act', () =>
    expect(ask([entry('code', code, { publishedAt: at('2026-11-01') })], '2026-09-01')).toEqual([
      ['code', null, true],
    ]))
  it('takes of two in force the one that began later, then the one that was published later', () => {
    const newer = { ...code, fromDay: '2026-10-01' }
    expect(ask([...both, entry('newer', newer)], '2026-10-02')[0]?.[0]).toBe('newer')
    expect(ask([...both, entry('again', code, { publishedAt: 2 })], '2026-10-02')[0]?.[0]).toBe('again')
  })
  it('falls back on what was there before where the newer one was withdrawn', () => {
    const newer = entry('newer', { ...code, fromDay: '2026-10-01' }, { state: 'withdrawn' })
    expect(ask([...both, newer], '2026-10-02')).toEqual([['code', null, false]])
  })
})

describe('rows of a file', () => {
  const item: Leniency = {
    list: 'exempt',
    code: '1',
    matterCode: '',
    condition: '首次',
    basis: '第三十三条',
    fromDay: null,
    toDay: null,
    documentNumber: 'x',
    sourceUrl: 'https://x.cn',
    publishedOn: '2026-01-01',
  }
  it('are one thing by what they are of', () => {
    expect(keyOf('matters', code)).toBe('M07')
    expect(keyOf('leniency', item)).toBe('exempt|1')
    const authority = {
      ...item,
      matterCode: 'M07',
      agency: '甲',
      regionCode: '',
      regionName: '',
      onBehalfOf: '',
    }
    expect(keyOf('authorities', { ...authority, kind: 'granted' as const })).toBe('M07|甲||granted')
  })
  it('follow each other in time', () => {
    expect(overlaps(old, code)).toBe(false)
    expect(overlaps(old, { fromDay: '2026-08-14', toDay: null })).toBe(true)
    expect(overlaps({ fromDay: null, toDay: null }, code)).toBe(true)
  })
  it('of the lists are cited of every matter or of their own', () => {
    const list = (id: string, content: Leniency): LawEntry<Leniency> => ({
      id,
      content,
      state: 'published',
      publishedAt: 1,
      isAltered: false,
    })
    const all = [
      list('all', item),
      list('own', { ...item, matterCode: 'M07' }),
      list('other', { ...item, matterCode: 'M01' }),
    ]
    const cited = leniencyOn(all, { matterCode: 'M07', day: '2026-09-01' }).map(({ id }) => id)
    expect(cited).toEqual(['all', 'own'])
  })
})
