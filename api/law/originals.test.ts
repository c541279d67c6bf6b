import { describe, expect, it } from 'vitest'
import {
  mostGrantMs,
  refusalOfTerm,
  refusalToDecide,
  refusalToTake,
  type OriginalGrant,
} from './originals.ts'

const now = 1_795_920_000_000
const granted: OriginalGrant = {
  caseId: 'c1',
  askedById: 'ann',
  validUntil: now + 1,
  decision: { isGranted: true, isSigned: true },
}
const taking = { caseId: 'c1', personId: 'ann', now }

describe('taking originals out', () => {
  it('is let by a permission of this case, for this person, signed and in force', () =>
    expect(refusalToTake(granted, taking)).toBeNull())

  it.each<[string, OriginalGrant | null, Partial<typeof taking>, string, string?]>([
    ['without one', null, {}, 'original_permission_needed', 'none'],
    ['that nobody decided', { ...granted, decision: null }, {}, 'original_permission_needed', 'waiting'],
    [
      'that was refused',
      { ...granted, decision: { isGranted: false, isSigned: true } },
      {},
      'original_permission_needed',
      'refused',
    ],
    [
      'whose grant nobody signed: a row that somebody wrote into the database',
      { ...granted, decision: { isGranted: true, isSigned: false } },
      {},
      'original_permission_needed',
      'altered',
    ],
    ['of another case', granted, { caseId: 'c2' }, 'original_permission_needed', 'other_case'],
    ['of another person', granted, { personId: 'bob' }, 'original_permission_needed', 'other_person'],
    ['whose time is over, to the millisecond', granted, { now: now + 1 }, 'original_permission_expired'],
  ])('is refused: %s', (...[, grant, other, code, why]) => {
    const refused = refusalToTake(grant, { ...taking, ...other })
    expect([refused?.code, refused?.facts.why]).toEqual([code, why])
  })
})

describe('deciding a request', () => {
  const waiting = { ...granted, decision: null }
  it.each<[string, OriginalGrant, string, number, string | undefined]>([
    ['by somebody else', waiting, 'head', now, undefined],
    ['by who asked', waiting, 'ann', now, 'second_person_needed'],
    ['a second time', granted, 'head', now, 'original_decided'],
    ['by who asked, a second time', granted, 'ann', now, 'second_person_needed'],
    ['when its time is over', waiting, 'head', now + 1, 'original_permission_expired'],
  ])('%s', (...[, grant, person, at, code]) => expect(refusalToDecide(grant, person, at)?.code).toBe(code))
})

it.each([
  [now, 'original_term_invalid'],
  [now + 1, undefined],
  [now + mostGrantMs, undefined],
  [now + mostGrantMs + 1, 'original_term_invalid'],
])('may be asked for until %d', (until, code) => expect(refusalOfTerm(until, now)?.code).toBe(code))
