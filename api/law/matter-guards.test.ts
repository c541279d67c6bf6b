import { describe, expect, it } from 'vitest'
import type { LawEntry, Matter } from './catalogue.ts'
import { gapsOf, matterFailures, type MatterFacts, type MatterJudgement } from './matter-guards.ts'

const content: Matter = {
  code: 'M07',
  name: '一级保护区内垂钓',
  kinds: ['angling'],
  violates: '《生态环境法典》第三百一十九条第二款',
  penalty: '第一千一百四十五条第二款',
  penaltyKinds: ['fine'],
  person: { min: null, max: 500 },
  unit: null,
  tiers: [{ name: '一般', condition: '', min: 50, max: 149, unit: 'yuan', of: 'person' }],
  first: '',
  lookBackMonths: 12,
  mode: null,
  flags: [],
  profile: null,
  unsure: [],
  fromDay: '2026-08-15',
  toDay: null,
  documentNumber: 'x',
  sourceUrl: 'https://x.cn',
  publishedOn: '2026-08-01',
}
const entry = (
  id: string,
  rest: Partial<LawEntry<Matter>> = {},
  of: Partial<Matter> = {},
): LawEntry<Matter> => ({
  id,
  content: { ...content, ...of },
  state: 'published',
  publishedAt: 1,
  isAltered: false,
  ...rest,
})
const code = entry('code')
const old = entry(
  'old',
  {},
  {
    violates: '《水污染防治法》第六十五条第二款',
    fromDay: null,
    toDay: '2026-08-14',
    publishedOn: '2020-01-01',
  },
)
const facts: MatterFacts = {
  kind: 'angling',
  day: '2026-09-01',
  options: [{ atAct: code, now: null, isOver: false, isEnteredLater: false }],
  named: code,
  authority: { state: 'unknown', why: 'no_rows' },
  ledger: { since: 0, reminders: [], acts: [], isNobody: false },
  citable: ['l1'],
  namedBefore: [],
}
const changed: MatterFacts = {
  ...facts,
  day: '2026-08-01',
  options: [{ atAct: old, now: code, isOver: false, isEnteredLater: false }],
  named: old,
}
const over: MatterFacts = {
  ...facts,
  options: [{ atAct: code, now: null, isOver: true, isEnteredLater: false }],
}
const said: MatterJudgement = {
  matterId: 'code',
  lawReason: '',
  tier: null,
  first: { answer: 'does_not_apply', reason: '一年内第二次', cites: [], party: null },
}
type Said = Parameters<typeof matterFailures>[1]
const confirm = (of: MatterFacts, rest: Partial<MatterJudgement> = {}) =>
  matterFailures(of, { ...said, ...rest, verdict: 'confirm', reason: null })
const codes = (of: MatterFacts, rest: Partial<MatterJudgement> = {}) =>
  confirm(of, rest).map((one) => one.code)
const nothing: MatterFacts = { ...facts, options: [], named: null, authority: null }

describe('what a proposal says of the matter', () => {
  it.each<[string, MatterFacts, Partial<MatterJudgement>, string[]]>([
    ['a matter, and the answer', facts, {}, []],
    ['no matter although one fits', { ...facts, named: null }, { matterId: null }, ['matter_required']],
    ['nothing, where nothing is published', nothing, { matterId: null, first: null }, []],
    ['nothing but an answer, where nothing is published', nothing, { matterId: null }, []],
    ['one that nobody knows', { ...facts, named: null }, { matterId: 'x' }, ['matter_not_usable']],
    [
      'a draft',
      { ...facts, named: entry('d', { state: 'draft' }) },
      { matterId: 'd' },
      ['matter_not_usable'],
    ],
    ['one, where none fits', { ...nothing, named: code }, {}, ['matter_not_usable']],
    ['the law that was repealed', { ...facts, named: old }, { matterId: 'old' }, ['matter_not_usable']],
    ['the law of the act, without why', changed, { matterId: 'old' }, ['matter_law_choice']],
    ['the law of the act, and why', changed, { matterId: 'old', lawReason: '新法不较轻' }, []],
    ['a law that is none any more, without why', over, {}, ['matter_law_choice']],
    ['a law that is none any more, and why', over, { lawReason: '仅为名称调整，行为仍属违法' }, []],
    ['the newer law, without why', { ...changed, named: code }, {}, ['matter_law_choice']],
    ['the newer law, and why', { ...changed, named: code }, { lawReason: '新法较轻' }, []],
    ['a tier with its facts', facts, { tier: { no: 0, facts: '经劝离立即停止' } }, []],
    ['a tier without facts', facts, { tier: { no: 0, facts: '' } }, ['matter_tier']],
    ['a tier that it has not', facts, { tier: { no: 1, facts: 'x' } }, ['matter_tier']],
    ['a tier of no matter', nothing, { matterId: null, tier: { no: 0, facts: 'x' } }, ['matter_tier']],
    [
      'one that is the district’s',
      { ...facts, authority: { state: 'other', by: [] } },
      {},
      ['matter_no_authority'],
    ],
    ['another than the first officer', { ...facts, namedBefore: ['other'] }, {}, ['matters_disagree']],
    ['the same as the first officer', { ...facts, namedBefore: ['code'] }, {}, []],
    ['no answer about a first violation', facts, { first: null }, ['first_unanswered']],
    ['an answer without a reason', facts, { first: { ...said.first!, reason: '' } }, ['first_unanswered']],
    [
      'a list that is not in force',
      facts,
      { first: { ...said.first!, cites: ['l2'] } },
      ['first_unanswered'],
    ],
    ['a list', facts, { first: { ...said.first!, cites: ['l1'] } }, []],
    ['that it is exempt', facts, { first: { ...said.first!, answer: 'applies' } }, ['first_applies']],
  ])('%s: %s', (...[, of, rest, expected]) => expect(codes(of, rest)).toEqual(expected))

  it('says who has the authority, each once', () => {
    const by = {
      matterCode: 'M07',
      agency: '区局',
      regionCode: '',
      regionName: '',
      kind: 'statutory' as const,
      onBehalfOf: '',
      fromDay: null,
      toDay: null,
      documentNumber: '',
      sourceUrl: '',
      publishedOn: null,
    }
    expect(confirm({ ...facts, authority: { state: 'other', by: [by, by] } })[0]?.facts).toEqual({
      matter: content.name,
      agencies: ['区局'],
    })
  })
  it('says that the ledger is empty where an officer gives no reason', () =>
    expect(confirm(facts, { first: { ...said.first!, reason: '' } })[0]?.facts).toEqual({
      needs: 'reason',
      isLedgerEmpty: true,
    }))
})

describe('an end without a case', () => {
  const reject = (of: MatterFacts, reason: Said['reason'], rest: Partial<MatterJudgement>) =>
    matterFailures(of, { ...said, ...rest, verdict: 'reject', reason }).map((one) => one.code)
  const none = { matterId: null, first: null }
  it.each<[string, MatterFacts, Said['reason'], Partial<MatterJudgement>, string[]]>([
    ['for another reason asks nothing', facts, 'picture_unclear', none, []],
    ['as a first violation asks the answer', facts, 'first_violation', none, ['first_unanswered']],
    ['as a first violation, which it is not', facts, 'first_violation', {}, ['first_unanswered']],
    ['as a first violation', facts, 'first_violation', { first: { ...said.first!, answer: 'applies' } }, []],
    ['as a first violation where nothing is published', nothing, 'first_violation', none, []],
    [
      'with half an answer',
      facts,
      'picture_unclear',
      { first: { ...said.first!, reason: '' } },
      ['first_unanswered'],
    ],
    [
      'for want of authority',
      { ...facts, authority: { state: 'other', by: [] } },
      'other_authority',
      none,
      [],
    ],
  ])('%s', (...[, of, reason, rest, expected]) => expect(reject(of, reason, rest)).toEqual(expected))
})

it('tells the head what was left open', () => {
  expect(gapsOf(nothing, { ...said, matterId: null, first: null })).toEqual([
    'matter_none',
    'authority_unknown',
    'first_unanswered',
  ])
  expect(gapsOf(facts, said)).toEqual(['authority_unknown'])
  expect(
    gapsOf(
      {
        authority: {
          state: 'own',
          by: {
            ...content,
            matterCode: 'M07',
            agency: '镇',
            regionCode: '',
            regionName: '',
            kind: 'granted',
            onBehalfOf: '',
          },
        },
      },
      said,
    ),
  ).toEqual([])
})
