import type { Step } from '@sightline/api/contract/steps'
import { describe, expect, it } from 'vitest'
import { progressOf, stayedAfterWarning } from './progress.ts'
import type { StepKind } from '@sightline/api/law/steps'

const step = (kind: StepKind, at: number, more: Partial<Step> = {}): Step =>
  ({ id: `${kind}-${at}`, kind, at, dueAt: null, complied: null, undone: null, ...more }) as Step
const order = step('order', 20, { dueAt: 100 })
const undone = { undone: { at: 1, reason: 'x' } }

describe('the ladder of a stall', () => {
  it.each<[string, Step[], string[], number | null]>([
    ['untouched', [], ['next', 'later', 'later', 'later', 'later', 'later'], null],
    ['advised', [step('advice', 10)], ['skipped', 'done', 'next', 'later', 'later', 'later'], null],
    ['ordered', [step('advice', 10), order], ['skipped', 'done', 'done', 'next', 'later', 'later'], 100],
    ['ordered without advice', [order], ['skipped', 'skipped', 'done', 'next', 'later', 'later'], 100],
    [
      'looked at too early, not met',
      [order, step('recheck', 99, { complied: false })],
      ['skipped', 'skipped', 'done', 'next', 'later', 'later'],
      100,
    ],
    [
      'looked at early, met',
      [order, step('recheck', 50, { complied: true })],
      ['skipped', 'skipped', 'done', 'done', 'next', 'later'],
      null,
    ],
    [
      'looked at after the term',
      [order, step('recheck', 100, { complied: false })],
      ['skipped', 'skipped', 'done', 'done', 'next', 'later'],
      null,
    ],
    [
      'ordered anew',
      [order, step('recheck', 110, { complied: false }), step('order', 120, { dueAt: 200 })],
      ['skipped', 'skipped', 'done', 'next', 'later', 'later'],
      200,
    ],
    [
      'met on site by an officer',
      [step('advice', 10), step('inspection', 20)],
      ['skipped', 'done', 'skipped', 'skipped', 'skipped', 'done'],
      null,
    ],
    ['taken back', [step('advice', 10, undone)], ['next', 'later', 'later', 'later', 'later', 'later'], null],
    [
      'an order taken back',
      [step('advice', 10), { ...order, ...undone }],
      ['skipped', 'done', 'next', 'later', 'later', 'later'],
      null,
    ],
  ])('%s', (...[, steps, states, dueAt]) => {
    const { rungs, due } = progressOf('street_vending', steps)
    expect(rungs.map(({ state }) => state)).toEqual(states)
    expect(due?.at ?? null).toBe(dueAt)
  })
})

it.each<[string, Step[], number | null]>([
  ['nobody warned', [step('dispatch', 10)], null],
  ['seen on', [step('voice_warning', 10), step('voice_warning', 40)], 90],
  ['not seen again', [step('voice_warning', 110)], 0],
  ['warned by mistake', [step('voice_warning', 10, undone), step('voice_warning', 40)], 60],
])('R54: stayed after the warning: %s', (_name, steps, expected) =>
  expect(stayedAfterWarning(steps, 100)).toBe(expected),
)
