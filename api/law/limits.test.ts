import { expect, it } from 'vitest'
import {
  dueOf,
  escalationLevels,
  levelMoment,
  levelOf,
  limitedWorks,
  limits,
  reachedBefore,
  toldTo,
  type EscalationLevel,
  type LimitedWork,
} from './limits.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)

/** Due, and when the head and the supervisor are told, of what counts since Friday 2026-02-13, 09:00: the week of Spring Festival follows. */
it.each<[LimitedWork, string, string | null, string | null]>([
  ['triage', '2026-02-13T09:10:00', '2026-02-13T09:40:00', '2026-02-14T23:59:59.999'],
  ['review', '2026-02-27T23:59:59.999', '2026-02-28T23:59:59.999', '2026-03-03T23:59:59.999'],
  ['second_review', '2026-02-27T23:59:59.999', '2026-02-28T23:59:59.999', '2026-03-03T23:59:59.999'],
  ['recheck', '2026-02-25T23:59:59.999', '2026-02-26T23:59:59.999', '2026-02-28T23:59:59.999'],
  ['filing', '2026-03-02T23:59:59.999', null, '2026-03-03T23:59:59.999'],
  ['city_answer', '2026-03-12T23:59:59.999', '2026-03-13T23:59:59.999', '2026-03-17T23:59:59.999'],
  ['decision', '2026-05-14T23:59:59.999', '2026-05-14T23:59:59.999', '2026-05-19T23:59:59.999'],
  ['original', '2026-02-25T23:59:59.999', '2026-02-26T23:59:59.999', '2026-02-28T23:59:59.999'],
  ['mode', '2026-02-27T23:59:59.999', '2026-02-28T23:59:59.999', '2026-03-03T23:59:59.999'],
  ['law', '2026-02-27T23:59:59.999', '2026-02-28T23:59:59.999', '2026-03-03T23:59:59.999'],
  ['technical_review', '2026-02-27T23:59:59.999', '2026-02-28T23:59:59.999', '2026-03-03T23:59:59.999'],
  ['legal_review', '2026-02-27T23:59:59.999', '2026-02-28T23:59:59.999', '2026-03-03T23:59:59.999'],
  ['person_request', '2026-02-15T09:00:00', null, '2026-02-15T21:00:00'],
  ['certificate', '2026-02-13T08:59:59.999', '2026-02-14T23:59:59.999', '2026-02-27T23:59:59.999'],
  ['calibration', '2026-02-13T23:59:59.999', '2026-02-14T23:59:59.999', '2026-02-27T23:59:59.999'],
  ['supervision', '2026-02-13T09:00:00', null, '2026-02-14T23:59:59.999'],
  ['supervision_end', '2026-02-27T23:59:59.999', null, null],
])('%s', (...[work, due, head, supervisor]) => {
  const since = at('2026-02-13T09:00:00')
  expect(dueOf(work, since)).toBe(at(due))
  expect(levelMoment(work, 'late', since)).toBe(at(due))
  expect(levelMoment(work, 'head', since)).toBe(head && at(head))
  expect(levelMoment(work, 'supervisor', since)).toBe(supervisor && at(supervisor))
})

it('has one row of the table above for every work', () => expect(limitedWorks).toHaveLength(17))

/** Passed on 09:00 on Monday 2026-11-30: due at the end of the 7th of December. */
it.each<[string, EscalationLevel | null]>([
  ['2026-12-06T23:59:59.999', null],
  ['2026-12-07T00:00:00', 'warned'],
  ['2026-12-07T23:59:59.999', 'warned'],
  ['2026-12-08T00:00:00', 'late'],
  ['2026-12-08T23:59:59.999', 'late'],
  ['2026-12-09T00:00:00', 'head'],
  ['2026-12-10T23:59:59.999', 'head'],
  ['2026-12-11T00:00:00', 'supervisor'],
])('a review, at %s: %s', (now, level) =>
  expect(levelOf('review', at('2026-11-30T09:00:00'), at(now))).toBe(level),
)

it.each<[string, EscalationLevel | null]>([
  ['2026-12-05T00:05:00', null],
  ['2026-12-05T00:05:00.001', 'late'],
  ['2026-12-05T00:35:00.001', 'head'],
  // Nobody sits at the desk on Saturday and Sunday: the working day after the night is Monday.
  ['2026-12-07T23:59:59.999', 'head'],
  ['2026-12-08T00:00:00', 'supervisor'],
])('a first look on Friday night, 23:55, at %s: %s', (now, level) =>
  expect(levelOf('triage', at('2026-12-04T23:55:00'), at(now))).toBe(level),
)

it('an alert that was re-opened is not late by what it waited before', () => {
  const now = at('2026-12-20T10:00:00')
  expect(levelOf('review', at('2026-11-30T09:00:00'), now)).toBe('supervisor')
  expect(levelOf('review', at('2026-12-20T09:59:59'), now)).toBeNull()
})

const moments = [
  '2026-02-13T09:00:00',
  '2026-02-14T23:59:59.999',
  '2026-02-20T00:00:00',
  '2026-05-01T12:00:00',
]
const asked = limitedWorks.flatMap((work) =>
  escalationLevels.flatMap((level) => moments.map(at).map((now) => ({ work, level, now }))),
)
it('the database is asked for a level by when it counts since, to the millisecond', () => {
  for (const { work, level, now } of asked) {
    const bound = reachedBefore(work, level, now)
    if (bound === null) continue
    expect(levelMoment(work, level, bound - 1)).toBeLessThan(now)
    expect(levelMoment(work, level, bound)).toBeGreaterThanOrEqual(now)
  }
})

it('a level is told to whose work it is, then to the head, then to the supervisor, and each is later than the one before', () => {
  for (const work of limitedWorks) {
    const since = at('2026-11-30T09:00:00')
    const reached = escalationLevels
      .map((level) => levelMoment(work, level, since))
      .filter((one) => one !== null)
    expect(reached).toEqual(reached.toSorted((a, b) => a - b))
    expect(escalationLevels.map((level) => toldTo(work, level))).toEqual([
      limits[work].duty,
      limits[work].duty,
      'head',
      'supervisor',
    ])
  }
})
