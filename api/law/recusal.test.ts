import { expect, it } from 'vitest'
import { isRecused, recusalFailure, type LastRecusal, type RecusalAct } from './recusal.ts'

it.each<[LastRecusal, boolean]>([
  [null, false],
  ['declared', true],
  ['ordered', true],
  ['lifted', false],
])('after %s a person is recused: %s', (last, is) => expect(isRecused(last)).toBe(is))

it.each<[string, RecusalAct, LastRecusal, boolean, 'same' | 'other', string | null]>([
  ['an officer declares himself', 'declared', null, true, 'same', null],
  ['once more after it was lifted', 'declared', 'lifted', true, 'same', null],
  ['twice', 'declared', 'declared', true, 'same', 'recusal_refused'],
  ['a head orders it', 'ordered', null, true, 'other', null],
  ['of who is recused already', 'ordered', 'declared', true, 'other', 'recusal_refused'],
  ['of an operator, who decides nothing', 'ordered', null, false, 'other', 'recusal_refused'],
  ['a head lifts it', 'lifted', 'declared', true, 'other', null],
  ['of an officer who has left', 'lifted', 'ordered', false, 'other', null],
  ['a head lifts his own', 'lifted', 'ordered', true, 'same', 'second_person_needed'],
  ['what is not there', 'lifted', null, true, 'other', 'recusal_refused'],
  ['what was lifted', 'lifted', 'lifted', true, 'other', 'recusal_refused'],
])('%s', (...[, act, last, officiates, by, code]) => {
  const asked = { act, personId: 'ann', byId: by === 'same' ? 'ann' : 'bob' }
  expect(recusalFailure({ last, officiates }, asked)?.code ?? null).toBe(code)
})
