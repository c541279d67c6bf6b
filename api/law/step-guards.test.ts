import { alertStatuses } from './statuses.ts'
import { newStepSchema, type NewStep } from '../contract/steps.ts'
import { describe, expect, it } from 'vitest'
import { longestTermMs, needsCertificate, stepKinds } from './steps.ts'
import { allowedSteps, stepFailure, takenAt, type AskedStep, type StepFacts } from './step-guards.ts'

const now = 10_000
const ofAnybody = stepKinds.filter((kind) => !needsCertificate[kind])
const vending: StepFacts = {
  kind: 'street_vending',
  status: 'claimed',
  openedAt: 1_000,
  now,
  steps: [],
  permitted: stepKinds,
  person: { certificate: { validUntil: now + 1 } },
  place: '500110',
}
const operator: StepFacts = { ...vending, permitted: ofAnybody, person: { certificate: null } }
const angling: StepFacts = { ...operator, kind: 'angling' }
const ordered: StepFacts = {
  ...vending,
  steps: [{ kind: 'order', at: 2_000, dueAt: 5_000, complied: null }],
}
const step = (value: object): NewStep => newStepSchema.parse(value)
const advice = step({ kind: 'advice', text: '请收摊' })
const order = (more: object = {}) => step({ kind: 'order', documentNumber: '责改1', dueAt: 20_000, ...more })
const inspection = step({ kind: 'inspection', text: '到场见两人正在垂钓' })
const remote = step({ kind: 'remote_check', text: '实时画面：仍在摆卖' })
const recheck = (more: object = {}) => step({ kind: 'recheck', complied: false, ...more })

const refusal = (facts: StepFacts, asked: AskedStep) => stepFailure(facts, asked)?.code ?? null

describe('what may be recorded (R64)', () => {
  it.each<[string, StepFacts, NewStep, string | number]>([
    ['now, by an operator', operator, advice, now],
    ['at the instant the finding opened', operator, { ...advice, at: 1_000 }, 1_000],
    ['before the finding opened', operator, { ...advice, at: 999 }, 'step_time_invalid'],
    ['in the future', operator, { ...advice, at: now + 1 }, 'step_time_invalid'],
    [
      'a step of another kind of violation',
      operator,
      step({ kind: 'push', text: '请离开' }),
      'step_not_for_kind',
    ],
    ['a warning at a reservoir', angling, step({ kind: 'voice_warning', text: '请离开' }), now],
    ['an order by an operator', operator, order(), 'not_permitted'],
    ['an order by an officer', vending, order(), now],
    [
      'an order without a certificate in date',
      { ...vending, person: { certificate: { validUntil: now } } },
      order(),
      'ev_cert',
    ],
    [
      'an order with a certificate of another district',
      { ...vending, person: { certificate: { validUntil: now + 1, region: '500112' } } },
      order(),
      'ev_cert',
    ],
    ['a term that ends with the order', vending, order({ at: 3_000, dueAt: 3_000 }), 'step_time_invalid'],
    ['a term that ended since', vending, order({ at: 3_000, dueAt: 3_001 }), 3_000],
    ['a term of half a year', vending, order({ dueAt: now + longestTermMs }), now],
    ['a longer term', vending, order({ dueAt: now + longestTermMs + 1 }), 'step_time_invalid'],
    ['an inspection by an officer', vending, inspection, now],
    ['an inspection by an operator', operator, inspection, 'not_permitted'],
    ['a remote check by an operator', operator, remote, 'not_permitted'],
    ['a remote check by an officer', vending, remote, now],
    [
      'an inspection without a certificate in date',
      { ...vending, person: { certificate: { validUntil: now } } },
      inspection,
      'ev_cert',
    ],
    ['a re-check without an order', vending, recheck(), 'step_order_missing'],
    ['a re-check before the order', ordered, recheck({ at: 1_999 }), 'step_order_missing'],
    ['a re-check within the term', ordered, recheck({ at: 2_500 }), 2_500],
    ['a re-check by an operator', { ...ordered, permitted: ofAnybody }, recheck(), 'not_permitted'],
  ])('%s', (...[, facts, asked, expected]) => {
    if (typeof expected === 'string') return expect(refusal(facts, asked)).toBe(expected)
    expect(refusal(facts, asked)).toBeNull()
    expect(takenAt(asked, facts.now)).toBe(expected)
  })

  it.each(alertStatuses.filter((status) => status !== 'opened' && status !== 'unconfirmed'))(
    'an alert that is %s',
    (status) => {
      const isOpen = ['new', 'claimed', 'passed_on', 'agreed_once'].includes(status)
      expect(refusal({ ...operator, status }, advice)).toBe(isOpen ? null : 'alert_action_refused')
      expect(allowedSteps({ ...vending, status })).toEqual(
        isOpen ? ['voice_warning', 'advice', 'order', 'recheck', 'remote_check', 'inspection'] : [],
      )
      expect(allowedSteps({ ...operator, status })).toEqual(isOpen ? ['voice_warning', 'advice'] : [])
    },
  )

  it.each([
    ['advice without words', { kind: 'advice', text: ' ' }],
    ['an inspection that found nothing to say', { kind: 'inspection', text: ' ' }],
    ['a re-check without its result', { kind: 'recheck' }],
    ['an order without a term', { kind: 'order', documentNumber: '1' }],
    ['an order without a number', { kind: 'order', documentNumber: ' ', dueAt: 5 }],
  ])('is refused at the edge: %s', (_name, value) =>
    expect(newStepSchema.safeParse(value).success).toBe(false),
  )
})
