import { describe, expect, it } from 'vitest'
import type { ViolationKind } from '@sightline/detectors/finding'
import { groundFailures, isOnSite, isRemotelyChecked, type Grounds } from './on-site.ts'
import type { StandingStep, StepKind } from './steps.ts'

const openedAt = 1000
const step = (kind: StepKind, at = openedAt): StandingStep => ({ kind, at, dueAt: null, complied: null })

describe('an on-site record', () => {
  it.each<[string, ViolationKind, StandingStep[], boolean]>([
    ['nothing', 'angling', [], false],
    ['a voice from the mast', 'angling', [step('voice_warning')], false],
    ['somebody was sent', 'angling', [step('dispatch')], false],
    ['an officer was there', 'angling', [step('inspection')], true],
    ['before it began', 'angling', [step('inspection', openedAt - 1)], false],
    ['advice to a stall', 'street_vending', [step('advice')], false],
    ['an order served to a stall', 'street_vending', [step('order')], true],
    ['an order of last month', 'shop_front', [step('order', openedAt - 1)], false],
    ['an order to a car', 'illegal_parking', [step('order')], false],
    ['a kitchen that was told', 'kitchen_no_hat', [step('push'), step('rectification')], false],
    ['an order served to a kitchen', 'kitchen_no_hat', [step('order')], true],
    ['a camera', 'camera_health', [step('dispatch')], false],
  ])('%s: %s', (...[, kind, steps, expected]) =>
    expect(isOnSite(kind, steps, { openedAt, rectifyMissing: 'order' })).toBe(expected),
  )

  it('of a kitchen: an earlier order that a re-check found unheeded', () => {
    const steps = [step('order', 1), step('recheck', 500)]
    expect(isOnSite('kitchen_no_hat', steps, { openedAt, rectifyMissing: null })).toBe(true)
    expect(isOnSite('kitchen_no_hat', steps, { openedAt, rectifyMissing: 'non_compliance' })).toBe(false)
    expect(isOnSite('angling', steps, { openedAt, rectifyMissing: null })).toBe(false)
  })
})

it.each<[string, StandingStep[], number | null, boolean]>([
  ['nobody watched', [step('inspection')], null, false],
  ['an officer watched while it went on', [step('remote_check', 1_500)], 2_000, true],
  ['it goes on still', [step('remote_check', 9_000)], null, true],
  ['before it began', [step('remote_check', openedAt - 1)], 2_000, false],
  ['after it had ended', [step('remote_check', 2_001)], 2_000, false],
])('a remote check: %s', (...[, steps, until, expected]) =>
  expect(isRemotelyChecked(steps, { openedAt, until })).toBe(expected),
)

const car: Grounds = {
  kind: 'illegal_parking',
  clueReasons: [],
  hasOnSite: false,
  mode: 'DIRECT',
  hasRemote: false,
}
it.each<[string, Partial<Grounds>, string[]]>([
  ['pictures that may be the main evidence', {}, []],
  ['nobody of the law decided anything', { mode: 'CLUE_ONLY' }, ['case_onsite']],
  ['to be watched, and nobody did', { mode: 'REMOTE_CONFIRM' }, ['case_remote']],
  ['watched by an officer', { mode: 'REMOTE_CONFIRM', hasRemote: true }, []],
  [
    'watched, but by a clock out of limit',
    { mode: 'REMOTE_CONFIRM', hasRemote: true, clueReasons: ['clock_offset'] },
    ['ev_profile'],
  ],
  ['watched, where only going there counts', { mode: 'CLUE_ONLY', hasRemote: true }, ['case_onsite']],
  ['met on site, whatever was decided', { mode: 'CLUE_ONLY', hasOnSite: true }, []],
])('what a case needs besides pictures: %s', (...[, about, codes]) =>
  expect(groundFailures({ ...car, ...about }).map(({ code }) => code)).toEqual(codes),
)
