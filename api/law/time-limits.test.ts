import { expect, it } from 'vitest'
import { dueOf, limitedWorks } from './limits.ts'
import { alertLimit, caseLimit, limitFromAfter, limitState, limitStates, spanOf } from './time-limits.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const captured = at('2026-02-13T09:00:00')
const alert = { limitFrom: captured } as const

it.each([
  ['new', 'triage', at('2026-02-13T09:10:00')],
  ['claimed', 'triage', at('2026-02-13T09:10:00')],
  // Saturday the 14th is worked, Spring Festival is from the 15th to the 23rd.
  ['passed_on', 'review', at('2026-02-27T23:59:59.999')],
  ['agreed_once', 'second_review', at('2026-02-27T23:59:59.999')],
] as const)('an alert that is %s: %s', (status, work, dueAt) =>
  expect(alertLimit({ ...alert, status })).toEqual({ work, dueAt }),
)

it.each(['dismissed', 'rejected', 'not_filed', 'transferred', 'corrected', 'proposed'] as const)(
  'an alert that is %s waits for nobody',
  (status) => expect(alertLimit({ ...alert, status })).toBeNull(),
)

const arrived = new Date(captured + 60_000)
const now = captured + 3_600_000
it.each([
  ['claim', 1, arrived],
  ['release', 1, arrived],
  ['dismiss', 1, arrived],
  ['restore', 1, new Date(now)],
  ['pass_on', 1, new Date(captured)],
  // Re-opened: its limit counts from then, which is what it counted from until now.
  ['pass_on', 2, arrived],
] as const)('after %s in round %i it counts from %s', (action, round, from) =>
  expect(limitFromAfter(action, { round, confirmedAt: new Date(captured), limitFrom: arrived }, now)).toEqual(
    from,
  ),
)

it('R23: a proposal waits for seven working days, and then no more', () => {
  const proposedAt = at('2026-11-30T18:00:00')
  expect(caseLimit({ status: 'proposed', proposedAt })).toEqual({
    work: 'filing',
    dueAt: at('2026-12-09T23:59:59.999'),
  })
  for (const status of ['handed_over', 'filed', 'returned', 'not_filed'] as const)
    expect(caseLimit({ status, proposedAt })).toBeNull()
})

it.each([
  ['2026-12-09T23:59:59', 'today'],
  ['2026-12-09T00:00:00', 'today'],
  ['2026-12-08T23:59:59', 'ahead'],
  ['2026-12-10T00:00:00', 'late'],
] as const)('at %s: %s', (now, state) =>
  expect(limitState({ dueAt: at('2026-12-09T23:59:59.999') }, at(now))).toBe(state),
)

const moments = ['2026-02-13T23:59:59.999', '2026-02-14T00:00:00', '2026-02-20T12:00:00'].map(at)
const asked = limitedWorks.flatMap((work) =>
  moments.flatMap((time) => limitStates.map((state) => ({ work, time, state }))),
)
it('the database is asked for how a limit stands by from when it counts, to the millisecond', () => {
  for (const { work, time, state } of asked) {
    const { from, before } = spanOf(work, state, time)
    const stateOf = (since: number) => limitState({ dueAt: dueOf(work, since) }, time)
    const isEmpty = from !== null && before !== null && from >= before
    if (from !== null) expect(stateOf(from - 1)).not.toBe(state)
    if (from !== null && !isEmpty) expect(stateOf(from)).toBe(state)
    if (before !== null && !isEmpty) expect(stateOf(before - 1)).toBe(state)
  }
})
