import { alertMattersSchema, type AlertMatters } from '@sightline/api/contract/case-matter'
import { describe, expect, it } from 'vitest'
import {
  emptyMatter,
  matterProblems,
  toMatterBody,
  type MatterDraft,
  type MatterProblem,
} from './matter-draft.ts'

const content = { code: 'C01', name: '事项甲', violates: '第一条', penalty: '第二条', penaltyKinds: ['fine'] }
const version = (id: string) => ({ id, content, publishedAt: 1 })
const ledger = { since: 1, isNobody: true, reminders: [], acts: [] }
const seen = (option: object = {}): { data: AlertMatters } => ({
  data: alertMattersSchema.parse({
    isEmpty: false,
    limitedTo: 1,
    namedBefore: [],
    options: [
      {
        atAct: version('old'),
        now: null,
        isOver: false,
        isEnteredLater: false,
        asksMore: [],
        authority: { state: 'unknown', why: 'no_rows' },
        ledger,
        lists: [],
        ...option,
      },
    ],
  }),
})
const whole: MatterDraft = { ...emptyMatter, matterId: 'old', answer: 'does_not_apply', reason: '第二次' }

describe('what keeps a verdict from being submitted', () => {
  it.each<[string, Partial<MatterDraft>, object, MatterProblem[]]>([
    ['nothing', {}, {}, []],
    ['no matter', { matterId: null }, {}, ['needMatter']],
    ['no reason for the law of the act', {}, { now: version('new') }, ['needLawReason']],
    ['no reason for the newer law', { matterId: 'new' }, { now: version('new') }, ['needLawReason']],
    ['no reason for a law that is none any more', {}, { isOver: true }, ['needLawReason']],
    ['a tier without its facts', { tierNo: 0 }, {}, ['needTierFacts']],
    ['no authority', {}, { authority: { state: 'other', by: [] } }, ['noAuthority']],
    ['no answer', { answer: null }, {}, ['needFirst']],
    ['an answer without a reason', { reason: ' ' }, {}, ['needFirstReason']],
    ['that it is exempt', { answer: 'applies' }, {}, ['firstApplies']],
  ])('%s', (...[, part, option, expected]) =>
    expect(
      matterProblems({ verdict: 'confirm', reason: null, matter: { ...whole, ...part } }, seen(option)),
    ).toEqual(expected),
  )
  it('an end as a first violation needs the answer, another end nothing', () => {
    const end = (reason: 'first_violation' | 'picture_unclear') =>
      matterProblems({ verdict: 'reject', reason, matter: emptyMatter }, seen())
    expect([end('first_violation'), end('picture_unclear')]).toEqual([['needFirst'], []])
  })
  it('asks nothing where nothing is published, or not yet known', () => {
    const said = { verdict: 'confirm', reason: null, matter: emptyMatter } as const
    expect(matterProblems(said, { data: { ...seen().data, options: [] } })).toEqual([])
    expect(matterProblems(said, { data: undefined })).toEqual([])
  })
})

it('sends what was said: a rejection no tier, an empty name nobody', () => {
  const draft = { ...whole, tierNo: 1, tierFacts: '占盲道', party: ' ' }
  expect(toMatterBody(draft, 'confirm')).toMatchObject({
    tier: { no: 1, facts: '占盲道' },
    first: { party: null },
  })
  expect(toMatterBody(draft, 'reject').tier).toBeNull()
  expect(toMatterBody(emptyMatter, 'confirm')).toMatchObject({ matterId: null, first: null })
})
