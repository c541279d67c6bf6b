import { expect, it } from 'vitest'
import { alertLimit, caseLimit, limitState } from './time-limits.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const captured = at('2026-02-13T09:00:00')
const alert = { arrivedAt: captured + 60_000, confirmedAt: captured } as const

it.each([
  ['new', 'triage', at('2026-02-13T09:11:00')],
  ['claimed', 'triage', at('2026-02-13T09:11:00')],
  // Saturday the 14th is worked, Spring Festival is from the 15th to the 23rd.
  ['passed_on', 'review', at('2026-02-27T23:59:59.999')],
  ['agreed_once', 'review', at('2026-02-27T23:59:59.999')],
] as const)('an alert that is %s: %s', (status, work, dueAt) =>
  expect(alertLimit({ ...alert, status })).toEqual({ work, dueAt }),
)

it.each(['dismissed', 'rejected', 'not_filed', 'transferred', 'corrected', 'proposed'] as const)(
  'an alert that is %s waits for nobody',
  (status) => expect(alertLimit({ ...alert, status })).toBeNull(),
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
  expect(limitState({ work: 'filing', dueAt: at('2026-12-09T23:59:59.999') }, at(now))).toBe(state),
)
