import { expect, it } from 'vitest'
import { type Draft, emptyDraft, problemsOf, toggled, toReview } from './draft.ts'

const yes = { isTrue: true, isClear: true, isComplete: true, isAccurate: true }
const good: Draft = { ...emptyDraft, answers: yes, verdict: 'confirm', plate: '渝A88P21' }

it.each([
  ['complete confirmation', good, 0, []],
  ['nothing done', emptyDraft, 0, ['needVerdict']],
  ['exhibits unseen', good, 2, ['unseen']],
  ['one question left', toggled(good, 'isClear'), 0, ['needAnswers']],
  ['no plate', { ...good, plate: ' · ' }, 0, ['needPlate']],
  ['no plate number', { ...good, plate: 'HELLO' }, 0, ['badPlate']],
  ['said to have none, without a word', { ...good, plate: '', hasNoPlate: true }, 0, ['needNoPlateNote']],
  ['said to have none, and why', { ...good, plate: '', hasNoPlate: true, note: '无牌' }, 0, []],
  ['insisting on a plate without a word', { ...good, plateConfirmed: true }, 0, ['needPlateNote']],
  ['insisting on a plate, saying why', { ...good, plateConfirmed: true, note: 'B' }, 0, []],
  ['rejection without a reason', { ...emptyDraft, verdict: 'reject' }, 0, ['needReason']],
  [
    'rejection with a reason needs neither answers nor plate',
    { ...emptyDraft, verdict: 'reject', reason: 'duplicate' },
    0,
    [],
  ],
  [
    '"other" without a note',
    { ...emptyDraft, verdict: 'reject', reason: 'other', note: ' ' },
    0,
    ['needNote'],
  ],
] as const)('%s', (...[, draft, unseen, problems]) => expect(problemsOf(draft, unseen)).toEqual(problems))

it('sends the plate tidied with a confirmation and never with a rejection', () => {
  expect(toReview({ ...good, plate: ' 渝a·88p21 ' }, 3)).toMatchObject({
    version: 3,
    plate: '渝A88P21',
    reason: null,
  })
  expect(
    toReview({ ...good, verdict: 'reject', reason: 'duplicate', plateConfirmed: true }, 3),
  ).toMatchObject({
    plate: null,
    plateConfirmed: false,
    reason: 'duplicate',
  })
  expect(toReview(emptyDraft, 3)).toBeNull()
})
