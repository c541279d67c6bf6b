import { describe, expect, it } from 'vitest'
import type { ViolationKind } from '@sightline/detectors/finding'
import { groundFailures, isRemotelyChecked, onSiteGap, type Grounds } from './on-site.ts'
import type { OnSiteGap, SiteStep } from './on-site-record.ts'
import type { StepKind } from './steps.ts'

const openedAt = 1000
/** With all that counts, unless told. */
const step = (kind: StepKind, at = openedAt, gap: SiteStep['gap'] = null): SiteStep => ({
  kind,
  at,
  dueAt: null,
  complied: null,
  gap,
})

describe('an on-site record (R18)', () => {
  it.each<[string, ViolationKind, SiteStep[], OnSiteGap | null]>([
    ['nothing', 'angling', [], 'record'],
    ['a voice from the mast', 'angling', [step('voice_warning')], 'record'],
    ['somebody was sent', 'angling', [step('dispatch')], 'record'],
    ['an officer was there', 'angling', [step('inspection')], null],
    ['before it began', 'angling', [step('inspection', openedAt - 1)], 'record'],
    ['advice to a stall', 'street_vending', [step('advice')], 'record'],
    ['an order served to a stall', 'street_vending', [step('order')], null],
    ['an order of last month', 'shop_front', [step('order', openedAt - 1)], 'record'],
    ['an order to a car', 'illegal_parking', [step('order')], 'record'],
    ['a kitchen that was told', 'kitchen_no_hat', [step('push'), step('rectification')], 'record'],
    ['an order served to a kitchen', 'kitchen_no_hat', [step('order')], null],
    ['of which nobody wrote what', 'angling', [step('inspection', openedAt, 'text')], 'text'],
    ['written, and not photographed', 'angling', [step('inspection', openedAt, 'picture')], 'picture'],
    [
      'alone, without a picture',
      'angling',
      [step('inspection', openedAt, 'second_officer')],
      'second_officer',
    ],
    [
      'written, then photographed',
      'angling',
      [step('inspection', openedAt, 'picture'), step('inspection', openedAt + 1)],
      null,
    ],
    [
      'photographed, then written once more',
      'angling',
      [step('inspection'), step('inspection', openedAt + 1, 'picture')],
      null,
    ],
    [
      'twice not enough: the newest is told',
      'angling',
      [step('inspection', openedAt + 1, 'second_officer'), step('inspection', openedAt, 'text')],
      'second_officer',
    ],
    ['an order served without a picture', 'street_vending', [step('order', openedAt, 'picture')], 'picture'],
    ['a camera', 'camera_health', [step('dispatch')], 'record'],
  ])('%s: %s', (...[, kind, steps, expected]) =>
    expect(onSiteGap(kind, steps, { openedAt, rectifyMissing: 'order' })).toBe(expected),
  )

  it('of a kitchen: an earlier order that a re-check found unheeded', () => {
    const steps = [step('order', 1), step('recheck', 500)]
    expect(onSiteGap('kitchen_no_hat', steps, { openedAt, rectifyMissing: null })).toBe(null)
    expect(onSiteGap('kitchen_no_hat', steps, { openedAt, rectifyMissing: 'non_compliance' })).toBe('record')
    expect(onSiteGap('angling', steps, { openedAt, rectifyMissing: null })).toBe('record')
  })
})

it.each<[string, SiteStep[], number | null, boolean]>([
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
  profile: [],
  byMatter: [],
  onSiteMissing: 'record',
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
  ['met on site, whatever was decided', { mode: 'CLUE_ONLY', onSiteMissing: null }, []],
])('what a case needs besides pictures: %s', (...[, about, codes]) =>
  expect(groundFailures({ ...car, ...about }).map(({ code }) => code)).toEqual(codes),
)

it('names what the profile lacks, with the numbers, and nothing that it has', () => {
  const met = { point: 'clock', asked: [1000], measured: [12], reason: null } as const
  const fails = { point: 'interval', asked: [10_000], measured: [900], reason: 'interval_short' } as const
  const lacking: Grounds = { ...car, clueReasons: ['interval_short'], profile: [met, fails] }
  expect(groundFailures(lacking)).toEqual([
    {
      code: 'ev_profile',
      facts: { reasons: ['interval_short'], onSite: ['inspection'], missing: 'record', points: [fails] },
    },
  ])
  expect(groundFailures({ ...lacking, onSiteMissing: null })).toEqual([])
})
