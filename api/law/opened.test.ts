import { describe, expect, it } from 'vitest'
import { violationKinds } from '@sightline/detectors/finding'
import { rules, withDefaults } from '@sightline/detectors/rules/table'
import { isReopenable, moveFailure, reopenFailure, type AskedAction } from './moves.ts'
import { graceUntil, openedEnd, openedState, openedTold, unconfirmedFailure } from './opened.ts'
import { alertStatuses } from './statuses.ts'
import { stepFailure, type StepFacts } from './step-guards.ts'
import type { StepKind } from './steps.ts'
import { alertLimit } from './time-limits.ts'

const unconfirmed = ['opened', 'unconfirmed'] as const

describe('of what was not confirmed nothing is decided', () => {
  const by = { personId: 'ann', at: 5_000, unseen: [] }
  const moves: AskedAction[] = [
    { action: 'claim', version: 1 },
    { action: 'release', version: 1 },
    { action: 'dismiss', version: 1, reason: 'left_by_itself', note: '' },
    { action: 'restore', version: 1 },
    { action: 'pass_on', version: 1, note: '' },
  ]
  it.each(unconfirmed.flatMap((status) => moves.map((asked) => [status, asked.action, asked] as const)))(
    'what is %s: no %s',
    (status, _name, asked) =>
      expect(moveFailure({ id: 'a', status, version: 1, claimedById: null }, asked, by)).toEqual({
        code: 'alert_not_confirmed',
        facts: { status, action: asked.action },
      }),
  )
  it.each(unconfirmed)('what is %s is not re-opened, not even with a case of before', (status) => {
    for (const lastCase of [null, 'revoked'] as const) {
      expect(isReopenable({ status, lastCase })).toBe(false)
      expect(reopenFailure({ id: 'a', status, version: 1, lastCase }, { version: 1 })?.code).toBe(
        'alert_not_confirmed',
      )
    }
  })
  it.each(unconfirmed)('what is %s waits for nobody', (status) =>
    expect(alertLimit({ status, limitFrom: 0 })).toBeNull(),
  )
  it('and every other status is of what was', () => {
    const refused = alertStatuses.filter((status) => unconfirmedFailure({ status }, 'review') !== null)
    expect(refused).toEqual([...unconfirmed])
  })
})

describe('steps in the grace', () => {
  const facts: StepFacts = {
    kind: 'street_vending',
    status: 'opened',
    openedAt: 1_000,
    now: 5_000,
    steps: [{ kind: 'order', at: 2_000, dueAt: 3_000, complied: null }],
    permitted: ['advice', 'order', 'recheck', 'inspection', 'remote_check'],
    person: { certificate: { number: '1', validUntil: 10_000, region: '' } as never },
    place: '',
  }
  it.each<[StepKind, StepFacts['status'], string | null]>([
    ['advice', 'opened', null],
    ['order', 'opened', 'alert_not_confirmed'],
    ['recheck', 'opened', 'alert_not_confirmed'],
    ['inspection', 'opened', 'alert_not_confirmed'],
    ['advice', 'unconfirmed', 'alert_not_confirmed'],
    ['order', 'unconfirmed', 'alert_not_confirmed'],
  ])('%s of what is %s: %s', (kind, status, code) =>
    expect(stepFailure({ ...facts, status }, { kind, at: null })?.code ?? null).toBe(code),
  )
})

describe('who hears of an opening', () => {
  it.each([
    ['by its kind', 'illegal_parking', 300_000, null, 'people'],
    ['with the shortest grace', 'illegal_parking', 10_000, null, 'people'],
    ['with hardly any', 'kitchen_no_hat', 9_999, null, 'machines'],
    ['with none', 'kitchen_smoking', 0, null, 'machines'],
    ['of the camera itself', 'camera_health', 540_000, null, 'machines'],
    ['as the source says: people, however short', 'kitchen_smoking', 0, 'people', 'people'],
    ['as the source says: of a camera too', 'camera_health', 540_000, 'people', 'people'],
    ['as the source says: machines', 'illegal_parking', 300_000, 'machines', 'machines'],
    ['as the source says: nobody', 'illegal_parking', 300_000, 'kept', 'kept'],
  ] as const)('%s', (...[, kind, graceMs, bySource, told]) =>
    expect(openedTold({ kind, graceMs, bySource })).toBe(told),
  )
  it('by default people hear of what stays outdoors, and of nothing in a kitchen', () => {
    const told = violationKinds.filter((kind) => {
      const { graceMs } = rules[kind].timing(withDefaults(kind, {}))
      return openedTold({ kind, graceMs, bySource: null }) === 'people'
    })
    expect(told).toEqual(['illegal_parking', 'street_vending', 'shop_front', 'angling', 'open_burning'])
  })
})

it.each([
  ['on time', 1_000_000, 1_000_500, 1_060_000],
  ['after an hour on its way: over', 1_000_000, 4_600_000, 4_600_000],
  ['of a clock an hour ahead: no more than a whole grace', 4_600_000, 1_000_000, 1_060_000],
  ['of a clock an hour behind: over', -2_600_000, 1_000_000, 1_000_000],
])('the grace of a finding %s', (...[, openedAt, arrivedAt, until]) =>
  expect(graceUntil({ openedAt, arrivedAt, graceMs: 60_000 })).toBe(until),
)

const hour = 3_600_000
it.each([
  [0, 'running'],
  [59_999, 'running'],
  [60_000, 'unseen'],
  [2 * hour - 1, 'unseen'],
  [2 * hour, 'lost'],
  // Our clock was set back: nothing ends by that.
  [-24 * hour, 'running'],
] as const)('%s ms after its grace it is %s', (after, state) =>
  expect(openedState(5 * hour, 5 * hour + after)).toBe(state),
)

it.each([
  ['left_in_grace', true, 'self_rectified'],
  ['ceased_in_grace', true, 'self_rectified'],
  ['left_in_grace', false, 'left_in_grace'],
  ['ceased_in_grace', false, 'left_in_grace'],
  ['watch_ended', true, 'not_seen'],
  ['not_seen', true, 'not_seen'],
  [null, true, 'not_seen'],
  ['hours_ended', true, 'withdrawn'],
  ['view_moved', true, 'withdrawn'],
  ['lifeless', true, 'withdrawn'],
  ['rule_changed', false, 'withdrawn'],
  ['a reason of a later worker', true, 'withdrawn'],
] as const)('ended by %s, warned %s: %s', (closeReason, wasWarned, end) =>
  expect(openedEnd({ closeReason, wasWarned })).toBe(end),
)
