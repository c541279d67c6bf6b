import { describe, expect, it } from 'vitest'
import { alertStatuses, endReasons } from '../law/statuses.ts'
import { isDisputed, truthOfReason, verdictOf, type Truth } from './verdict.ts'

describe('the word of people on a finding', () => {
  it.each<[string, Parameters<typeof verdictOf>[0], Truth, string | null]>([
    ['nobody has looked', { status: 'new', dismissReason: null }, 'open', null],
    ['somebody is looking', { status: 'claimed', dismissReason: null }, 'open', null],
    ['passed on is a question, no answer', { status: 'passed_on', dismissReason: null }, 'open', null],
    ['one officer agreed', { status: 'agreed_once', dismissReason: null }, 'right', 'officer'],
    ['a case', { status: 'proposed', dismissReason: null }, 'right', 'officer'],
    ['nothing was there', { status: 'dismissed', dismissReason: 'not_a_violation' }, 'wrong', 'operator'],
    ['not in the zone', { status: 'dismissed', dismissReason: 'outside_zone' }, 'wrong', 'operator'],
    ['a permit: it stood there', { status: 'dismissed', dismissReason: 'has_permit' }, 'right', 'operator'],
    ['handled already', { status: 'dismissed', dismissReason: 'handled_on_site' }, 'right', 'operator'],
    ['nobody could see it', { status: 'dismissed', dismissReason: 'picture_unclear' }, 'unsaid', 'operator'],
    ['only a note', { status: 'dismissed', dismissReason: 'other' }, 'unsaid', 'operator'],
    ['an officer says no', { status: 'rejected', dismissReason: 'not_a_violation' }, 'wrong', 'officer'],
    ['a reason that was not kept', { status: 'rejected', dismissReason: null }, 'unsaid', 'officer'],
  ])('%s', (...[, handled, truth, by]) => {
    expect(verdictOf(handled)).toMatchObject({ truth, by })
  })

  it('a reason of a refusal that was taken back counts no more', () => {
    // `restore` leaves no reason, but an older row may hold one.
    expect(verdictOf({ status: 'new', dismissReason: 'not_a_violation' }).truth).toBe('open')
  })

  it('holds against the machine only what it claims: kind and place', () => {
    const wrong = endReasons.filter((reason) => truthOfReason[reason] === 'wrong')
    expect(wrong).toEqual(['not_a_violation', 'outside_zone'])
  })

  it('knows every status', () => {
    for (const status of alertStatuses)
      expect(verdictOf({ status, dismissReason: 'other' }).truth).toBeTypeOf('string')
  })

  it.each([
    [[], false],
    [[{ verdict: 'confirm' as const }, { verdict: 'confirm' as const }], false],
    [[{ verdict: 'confirm' as const }, { verdict: 'reject' as const }], true],
  ])('disputed: %j', (reviews, expected) => expect(isDisputed(reviews)).toBe(expected))
})
