import { expect, it } from 'vitest'
import {
  askSupervisionFailure,
  isUnderWay,
  supervisionDue,
  supervisionFailure,
  type SupervisionAct,
} from './supervision.ts'

const step = (act: SupervisionAct) => ({ act, byId: act === 'answered' ? 'head' : 'supervisor' })
const after = (...acts: SupervisionAct[]) => acts.map(step)

it.each<[string, SupervisionAct[], SupervisionAct, string, string | null]>([
  ['a head answers', [], 'answered', 'head', null],
  ['and again', ['answered'], 'answered', 'head', null],
  ['settled after an answer', ['answered'], 'settled', 'supervisor', null],
  ['settled by another supervisor', ['answered'], 'settled', 'second', null],
  ['settled though nobody answered', [], 'settled', 'supervisor', 'supervision_refused'],
  ['not settled, for nobody answered', [], 'unsettled', 'supervisor', null],
  ['not settled by the answer', ['answered'], 'unsettled', 'supervisor', null],
  ['withdrawn', [], 'withdrawn', 'supervisor', null],
  ['answered after it was settled', ['answered', 'settled'], 'answered', 'head', 'supervision_refused'],
  ['settled twice', ['answered', 'settled'], 'settled', 'supervisor', 'supervision_refused'],
  ['settled after it was withdrawn', ['withdrawn'], 'settled', 'supervisor', 'supervision_refused'],
  ['answered by who asked, a head by now', [], 'answered', 'supervisor', 'second_person_needed'],
  ['ended by who answered, a supervisor by now', ['answered'], 'settled', 'head', 'second_person_needed'],
])('%s', (...[, acts, act, byId, code]) => {
  const facts = { askedById: 'supervisor', steps: after(...acts) }
  expect(supervisionFailure(facts, { act, version: acts.length, byId })?.code ?? null).toBe(code)
})

it('what was read before somebody else answered moves nothing', () => {
  const facts = { askedById: 'supervisor', steps: after('answered') }
  const asked = { act: 'settled', version: 0, byId: 'supervisor' } as const
  expect(supervisionFailure(facts, asked)).toEqual({ code: 'changed_meanwhile', facts: { version: 1 } })
})

it('one is under way of an alert at a time', () => {
  const ended = { steps: after('answered', 'unsettled') }
  const open = { steps: after('answered') }
  expect([isUnderWay(ended), isUnderWay(open)]).toEqual([false, true])
  expect(askSupervisionFailure([])).toBeNull()
  expect(askSupervisionFailure([ended, ended])).toBeNull()
  expect(askSupervisionFailure([ended, open])?.code).toBe('supervision_refused')
})

it('is due at the end of its last working day', () =>
  expect(supervisionDue(Date.parse('2026-02-13T09:00:00+08:00'), 3)).toBe(
    Date.parse('2026-02-25T23:59:59.999+08:00'),
  ))
