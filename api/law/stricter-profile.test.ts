import { describe, expect, it } from 'vitest'
import type { ViolationKind } from '@sightline/detectors/finding'
import type { LawEntry, Matter } from './catalogue.ts'
import { lawOf } from './kinds.ts'
import type { ProfileFacts } from './profile.ts'
import { judgeByMatter, profileAsked, stricterFaults } from './stricter-profile.ts'
import { stricterFields, type StricterProfile } from './stricter-fields.ts'

describe('what a city may ask more of', () => {
  it.each<[string, StricterProfile, ViolationKind[], [string, string, number | null][]]>([
    ['more of everything', { targetPx: 80, clockS: 0.5, plateFrames: 3 }, ['illegal_parking'], []],
    ['exactly the floor', { targetPx: 60, clockS: 1, gapS: 1.5, signDays: 1461 }, ['illegal_parking'], []],
    ['a pixel less', { targetPx: 59 }, ['illegal_parking'], [['targetPx', 'lax', 60]]],
    ['a clock of two seconds', { clockS: 2 }, ['illegal_parking'], [['clockS', 'lax', 1]]],
    ['an older sign', { signDays: 1462 }, ['illegal_parking'], [['signDays', 'lax', 1461]]],
    ['a smaller picture', { leastWidthPx: 640 }, ['street_vending'], [['leastWidthPx', 'lax', 1280]]],
    [
      'of two kinds the stricter floor counts',
      { targetPx: 50 },
      ['street_vending', 'illegal_parking'],
      [['targetPx', 'lax', 60]],
    ],
    ['an interval where the kind asks none', { intervalS: 1 }, ['kitchen_no_hat'], []],
    ['a plate in a kitchen', { plateFrames: 2 }, ['kitchen_no_hat'], [['plateFrames', 'unmeasured', null]]],
    ['of no kind that a camera sees', { targetPx: 80 }, [], [['targetPx', 'unmeasured', null]]],
    ['of the camera itself', { targetPx: 80 }, ['camera_health'], [['targetPx', 'unmeasured', null]]],
    ['six plates of five', { plateFrames: 6 }, ['illegal_parking'], [['plateFrames', 'much', 5]]],
    ['a clock that is never off', { clockS: 0 }, ['illegal_parking'], [['clockS', 'much', 0.05]]],
  ])('%s', (...[, profile, kinds, faults]) =>
    expect(stricterFaults(profile, kinds).map(({ field, why, limit }) => [field, why, limit])).toEqual(
      faults,
    ),
  )
})

const floor = lawOf('illegal_parking').profile
const wide = (at: number) => ({ at, size: { width: 1920, height: 1080 }, targetPx: 70, sharpness: 0.5 })
const read = { text: '渝A12345', confidence: 0.95, heightPx: 30 }
const facts: ProfileFacts = {
  first: wide(0),
  later: wide(60_000),
  hasClose: true,
  video: null,
  plate: { text: '渝A12345', frames: [read, read] },
  doPlatesDiffer: false,
  clock: { source: 'camera-ntp', offsetMs: 400 },
  viewMatch: 0.6,
  longestHoleMs: 900,
  hasGap: false,
  signDays: 400,
}
describe('what a matter asks more, held against what was sealed', () => {
  it.each<[string, StricterProfile, unknown[]]>([
    ['nothing', {}, []],
    ['what the kind asks anyway', { targetPx: 60, clockS: 1 }, []],
    ['what is met', { targetPx: 70 }, [['target', [70], [70], null]]],
    ['a pixel more', { targetPx: 71 }, [['target', [71], [70], 'target_small']]],
    ['a longer interval', { intervalS: 300 }, [['interval', [300_000], [60_000], 'interval_short']]],
    [
      'a wider picture',
      { leastWidthPx: 2560 },
      [['resolution', [2560, 720], [1920, 1080], 'below_resolution']],
    ],
    ['sharper', { sharpness: 0.6 }, [['sharpness', [0.6], [0.5], 'picture_blurred']]],
    ['a third reading', { plateFrames: 3 }, [['plate', [3, 20, 0.9], [2], 'plate_unread']]],
    ['a larger plate', { plateHeightPx: 31 }, [['plate', [2, 31, 0.9], [0], 'plate_unread']]],
    ['a surer plate', { plateConfidence: 0.96 }, [['plate', [2, 20, 0.96], [0], 'plate_unread']]],
    ['a better clock', { clockS: 0.3 }, [['clock', [300], [400], 'clock_offset']]],
    ['the same view', { viewMatch: 0.7 }, [['view', [0.7], [0.6], 'view_changed']]],
    ['a shorter gap', { gapS: 0.5 }, [['record', [500], [900], 'gap_in_segment']]],
    ['a fresher sign', { signDays: 365 }, [['sign', [365], [400], 'sign_unfit']]],
    ['laxer than the kind, as an older product let it in', { targetPx: 10, gapS: 9 }, []],
  ])('%s', (_name, asked, points) =>
    expect(
      judgeByMatter(facts, floor, asked).map((one) => [one.point, one.asked, one.measured, one.reason]),
    ).toEqual(points),
  )

  it('what nobody measured is no pass', () =>
    expect(judgeByMatter({ ...facts, viewMatch: undefined }, floor, { viewMatch: 0.5 })).toEqual([
      { point: 'view', asked: [0.5], measured: null, reason: 'not_measured' },
    ]))

  it('every number that may be asked is held against something', () => {
    for (const field of stricterFields) {
      const value = field === 'clockS' || field === 'gapS' || field === 'signDays' ? 0.2 : 1_000_000
      expect(judgeByMatter(facts, floor, { [field]: value }), field).toHaveLength(1)
    }
  })
})

describe('which version asks', () => {
  const content: Matter = {
    code: 'C01',
    name: '人行道违法停放机动车',
    kinds: ['illegal_parking'],
    violates: '第二十一条',
    penalty: '第六十七条',
    penaltyKinds: ['fine'],
    person: null,
    unit: null,
    tiers: [],
    first: '',
    lookBackMonths: 12,
    mode: null,
    flags: [],
    profile: { targetPx: 80 },
    unsure: [],
    fromDay: null,
    toDay: '2026-08-14',
    documentNumber: '渝城管〔2026〕1号',
    sourceUrl: 'https://example.gov.cn/1',
    publishedOn: '2020-01-01',
  }
  const entry = (id: string, more: Partial<Matter>): LawEntry<Matter> => ({
    id,
    content: { ...content, ...more },
    state: 'published',
    publishedAt: 1,
    isAltered: false,
  })
  const then = entry('then', {})
  const now = entry('now', { fromDay: '2026-08-15', toDay: null, publishedOn: '2026-08-01', profile: null })
  it.each<[string, LawEntry<Matter> | null, string, StricterProfile | null]>([
    ['nobody named one', null, '2026-08-01', null],
    ['of the act', then, '2026-08-01', { targetPx: 80 }],
    ['the officer names the newer one, which asks nothing', now, '2026-08-01', { targetPx: 80 }],
    ['of an act since', now, '2026-08-15', null],
  ])('%s', (...[, named, day, asked]) => expect(profileAsked([then, now], named, day)).toEqual(asked))

  it('was withdrawn since: what was named counts', () =>
    expect(profileAsked([{ ...then, state: 'withdrawn' }], then, '2026-08-01')).toEqual({ targetPx: 80 }))
})
