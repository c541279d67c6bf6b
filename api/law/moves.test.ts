import { describe, expect, it } from 'vitest'
import type { AlertStatus } from './statuses.ts'
import {
  afterMove,
  afterReopen,
  allowedActions,
  moveFailure,
  reopenFailure,
  type AskedAction,
  type By,
  type TriageState,
} from './moves.ts'

const statuses: AlertStatus[] = [
  'new',
  'claimed',
  'dismissed',
  'passed_on',
  'agreed_once',
  'rejected',
  'not_filed',
  'transferred',
  'corrected',
  'proposed',
]
const actions = ['claim', 'release', 'dismiss', 'restore', 'pass_on'] as const
type Name = (typeof actions)[number]

/** The law a second time, on purpose. */
const legal: [AlertStatus, Name, AlertStatus][] = [
  ['new', 'claim', 'claimed'],
  ['claimed', 'release', 'new'],
  ['claimed', 'dismiss', 'dismissed'],
  ['claimed', 'pass_on', 'passed_on'],
  ['dismissed', 'restore', 'new'],
]
const isLegal = (status: AlertStatus, name: Name) =>
  legal.some(([from, action]) => from === status && action === name)
const illegal = statuses.flatMap((status) =>
  actions.filter((name) => !isLegal(status, name)).map((name): [AlertStatus, Name] => [status, name]),
)

const alertIn = (status: AlertStatus, claimedById: string | null = status === 'claimed' ? 'ann' : null) => ({
  id: 'a',
  status,
  version: 3,
  claimedById,
})
/** As the shell does it: nothing moves that is refused. */
function decide(alert: TriageState, asked: AskedAction, who: By) {
  const failure = moveFailure(alert, asked, who)
  if (failure) throw new Error(failure.code)
  return afterMove(alert, asked, who)
}

const by = { personId: 'ann', at: 1000, unseen: [] }
const act = (action: Name, version = 3): AskedAction =>
  action === 'dismiss'
    ? { action, version, reason: 'emergency', note: '' }
    : action === 'pass_on'
      ? { action, version, note: '' }
      : { action, version }

describe('moves of an alert', () => {
  it.each(legal)('%s, %s: %s', (from, action, to) => {
    expect(decide(alertIn(from), act(action), by).next).toMatchObject({ status: to, version: 4 })
  })
  it.each(illegal)('R11: %s refuses %s', (from, action) => {
    expect(() => decide(alertIn(from), act(action), by)).toThrow('alert_action_refused')
  })
  it('says what is allowed exactly where it is legal', () => {
    for (const status of statuses) {
      const expected = legal.filter(([from]) => from === status).map(([, action]) => action)
      expect(allowedActions(alertIn(status), 'ann').toSorted()).toEqual(expected.toSorted())
    }
  })
  it.each(['claim', 'release', 'dismiss', 'pass_on'] as const)(
    'keeps a held alert from another: %s',
    (action) => {
      expect(() => decide(alertIn('claimed', 'bob'), act(action), by)).toThrow('alert_claimed_by_other')
      expect(allowedActions(alertIn('claimed', 'bob'), 'ann')).toEqual([])
    },
  )
  it('refuses a claim on a version that is no longer', () => {
    expect(() => decide(alertIn('new'), act('claim', 2), by)).toThrow('changed_meanwhile')
  })
  it('holds and lets go', () => {
    expect(decide(alertIn('new'), act('claim'), by).next).toMatchObject({
      claimedById: 'ann',
      claimedAt: new Date(1000),
    })
    expect(decide(alertIn('claimed'), act('release'), by).next).toMatchObject({
      claimedById: null,
      claimedAt: null,
    })
  })
  it('wants words for the reason other', () => {
    const other = { action: 'dismiss', version: 3, reason: 'other', note: '' } as const
    expect(() => decide(alertIn('claimed'), other, by)).toThrow('reason_required')
    expect(decide(alertIn('claimed'), { ...other, note: 'a parade' }, by).next.dismissReason).toBe('other')
  })
  it('forgets the reason of a dismissal that is undone', () => {
    expect(decide(alertIn('dismissed'), act('restore'), by).next.dismissReason).toBeNull()
  })
  it('passes on only what was looked at', () => {
    const lazy = { ...by, unseen: ['confirmed/wide.jpg'] }
    expect(() => decide(alertIn('claimed'), act('pass_on'), lazy)).toThrow('alert_frames_unseen')
    expect(decide(alertIn('claimed'), act('dismiss'), lazy).next.status).toBe('dismissed')
  })
})

describe('re-opening what ended', () => {
  it.each([
    ['dismissed', null, 'new'],
    ['rejected', null, 'passed_on'],
    ['not_filed', null, 'passed_on'],
    ['transferred', null, 'passed_on'],
    ['corrected', null, 'passed_on'],
    ['proposed', 'not_filed', 'passed_on'],
    ['proposed', 'revoked', 'passed_on'],
  ] as const)('%s (case %s): %s', (status, lastCase, to) => {
    const alert = { id: 'a', status, version: 3, lastCase }
    expect(reopenFailure(alert, { version: 3 })).toBeNull()
    expect(afterReopen(alert)).toBe(to)
    expect(reopenFailure(alert, { version: 2 })?.code).toBe('changed_meanwhile')
  })
  it.each([
    ['new', null],
    ['claimed', null],
    ['passed_on', null],
    ['agreed_once', null],
    ['proposed', null],
    ['proposed', 'proposed'],
    ['proposed', 'handed_over'],
    ['proposed', 'accepted'],
    ['proposed', 'filed'],
    ['proposed', 'decided'],
  ] as const)('not what goes on, or whose case stands: %s (case %s)', (status, lastCase) =>
    expect(reopenFailure({ id: 'a', status, version: 3, lastCase }, { version: 3 })?.code).toBe(
      'alert_reopen_refused',
    ),
  )
})
