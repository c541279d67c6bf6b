import { describe, expect, it } from 'vitest'
import { authorityOn, covers } from './authority.ts'
import type { Authority, LawEntry } from './catalogue.ts'

const town: Authority = {
  matterCode: 'M07',
  agency: '某镇人民政府',
  regionCode: '500110104',
  regionName: '某镇',
  kind: 'granted',
  onBehalfOf: '',
  fromDay: '2024-01-01',
  toDay: '2026-12-31',
  documentNumber: '区府办〔2023〕1号',
  sourceUrl: 'https://example.gov.cn/2',
  publishedOn: '2023-12-01',
}
const district: Authority = {
  ...town,
  agency: '某区生态环境局',
  regionCode: '500110000',
  regionName: '某区',
  kind: 'statutory',
  toDay: null,
}
const entry = (
  id: string,
  content: Authority,
  rest: Partial<LawEntry<Authority>> = {},
): LawEntry<Authority> => ({
  id,
  content,
  state: 'published',
  publishedAt: 1,
  isAltered: false,
  ...rest,
})
const table = [
  entry('t', town),
  entry('d', { ...district, fromDay: '2027-01-01', publishedOn: '2026-06-01' }),
]
const asked = { matterCode: 'M07', day: '2026-12-30', regionCode: '500110104', agency: '某镇人民政府' }
const ask = (rest: Partial<typeof asked> = {}, rows = table) => authorityOn(rows, { ...asked, ...rest })

describe('who may handle a matter (R2, scenario 13)', () => {
  it('the town on its last day, the district on the day after', () => {
    expect(ask({ day: '2026-12-31' })).toMatchObject({ state: 'own', by: { kind: 'granted' } })
    expect(ask({ day: '2027-01-01' })).toMatchObject({ state: 'other', by: [{ agency: '某区生态环境局' }] })
  })
  it('nobody where the table has none for it', () =>
    expect(ask({ matterCode: 'M01' })).toEqual({ state: 'other', by: [] }))
  it('nobody knows where nothing was entered, or this agency has no name', () => {
    expect(ask({}, [])).toEqual({ state: 'unknown', why: 'no_rows' })
    expect(ask({}, [entry('t', town, { state: 'draft' })])).toEqual({ state: 'unknown', why: 'no_rows' })
    expect(ask({ agency: '' })).toEqual({ state: 'unknown', why: 'no_agency' })
  })
  it('nobody where all was withdrawn: that is known', () =>
    expect(ask({}, [entry('t', town, { state: 'withdrawn' })])).toEqual({ state: 'other', by: [] }))
  it('not by a row that was altered, or that nobody can read', () => {
    expect(ask({}, [entry('t', town, { isAltered: true })]).state).toBe('other')
    expect(ask({}, [entry('t', { ...town, sourceUrl: '' })]).state).toBe('other')
  })
  it('not outside its region', () => expect(ask({ regionCode: '500110105' }).state).toBe('other'))
  it('by any region where nobody told where its sources are', () =>
    expect(ask({ regionCode: '' }).state).toBe('own'))
})

it.each([
  ['', '500110104', true],
  ['500110', '500110104', true],
  ['500110000', '500110104', true],
  ['500000', '500110104', true],
  ['500100', '500110104', true],
  ['500200', '500110104', false],
  ['500110104', '500110', false],
  ['500110104', '500110104', true],
  ['500110104', '', true],
  ['510000', '500110104', false],
  ['110000', '110101', true],
])('region %s takes in %s: %s', (region, place, is) => expect(covers(region, place)).toBe(is))
