import { describe, expect, it } from 'vitest'
import { violationKinds } from '@sightline/detectors/finding'
import { accusesNobody, accusesVehicle, lawOf } from './kinds.ts'
import { judgeProfile, profileReasons, type ProfileFacts } from './profile.ts'

const parking = lawOf('illegal_parking').profile
const kitchen = lawOf('kitchen_no_hat').profile
const wide = (at: number) => ({ at, size: { width: 1920, height: 1080 }, targetPx: 300, sharpness: 0.5 })
const read = (text: string, more: object = {}) => ({ text, confidence: 0.95, heightPx: 30, ...more })
const sound: ProfileFacts = {
  first: wide(0),
  later: wide(300_000),
  hasClose: true,
  video: { width: 1920, height: 1080 },
  plate: { text: '渝A12345', frames: [read('渝A12345'), read('渝A12345')] },
  doPlatesDiffer: false,
  clock: { source: 'camera-ntp', offsetMs: 40 },
  viewMatch: 0.8,
  longestHoleMs: 200,
  hasGap: false,
  signDays: 30,
}
const plates = (...frames: ReturnType<typeof read>[]): Partial<ProfileFacts> => ({
  plate: { text: '渝A12345', frames },
})
const both = (change: object): Partial<ProfileFacts> => ({
  first: { ...wide(0), ...change },
  later: { ...wide(300_000), ...change },
})

describe('what the lawyer of the accused says of the pictures of a parked car (R38)', () => {
  it.each<[string, Partial<ProfileFacts>, string[]]>([
    ['nothing to say', {}, []],
    ['both pictures are of the same second', { later: wide(900) }, ['interval_short']],
    ['ten seconds to the millisecond', { later: wide(10_000) }, []],
    ['a millisecond less', { later: wide(9_999) }, ['interval_short']],
    ['the later one is of before', { later: wide(-60_000) }, ['interval_short']],
    ['there is no picture of the opening', { first: null }, ['picture_missing']],
    ['there is no later one', { later: null }, ['picture_missing']],
    ['there is none at all', { first: null, later: null }, ['picture_missing', 'not_measured']],
    ['nobody made a close-up', { hasClose: false }, ['picture_missing']],
    ['a camera that hangs on its side', both({ size: { width: 1080, height: 1920 } }), []],
    ['the picture is too small', both({ size: { width: 1280, height: 719 } }), ['below_resolution']],
    [
      'the later one alone is',
      { later: { ...wide(300_000), size: { width: 640, height: 360 } } },
      ['below_resolution'],
    ],
    [
      'a picture nobody measured, of a small stream',
      { ...both({ size: null }), video: { width: 704, height: 576 } },
      ['below_resolution'],
    ],
    ['the car is a speck', both({ targetPx: 59 }), ['target_small']],
    ['large enough exactly', both({ targetPx: 60 }), []],
    ['the picture is blurred', both({ sharpness: parking.sharpness / 2 }), ['picture_blurred']],
    ['only the first one is', { first: { ...wide(0), sharpness: 0.001 } }, ['picture_blurred']],
    ['sharp as the limit', both({ sharpness: parking.sharpness }), []],
    ['nobody measured how sharp', both({ sharpness: null }), ['not_measured']],
    ['nobody read the plate', { plate: null }, ['not_measured']],
    ['the plate was read on one picture', plates(read('渝A12345')), ['plate_unread']],
    ['and on another differently', plates(read('渝A12345'), read('渝A12346')), ['plate_differs']],
    [
      'twice alike, once surely otherwise',
      plates(read('渝A12345'), read('渝A12345'), read('渝A12346')),
      ['plate_differs'],
    ],
    [
      'a third one that could hardly be read, otherwise',
      plates(read('渝A12345'), read('渝A12345'), read('渝A1234G', { confidence: 0.5 })),
      [],
    ],
    [
      'a third one that shows none',
      plates(read('渝A12345'), read('渝A12345'), read('', { confidence: 0, heightPx: undefined })),
      [],
    ],
    [
      'read twice, of a size that nobody measured',
      plates(read('渝A12345', { heightPx: undefined }), read('渝A12345', { heightPx: undefined })),
      ['plate_unread'],
    ],
    [
      'and on another differently, and small',
      plates(read('渝A12345'), read('渝A12345'), read('渝A12346', { heightPx: 12 })),
      ['plate_differs'],
    ],
    [
      'read twice, of a plate of 12 px',
      plates(read('渝A12345', { heightPx: 12 }), read('渝A12345', { heightPx: 12 })),
      ['plate_unread'],
    ],
    [
      'read twice, unsurely',
      plates(read('渝A12345', { confidence: 0.89 }), read('渝A12345', { confidence: 0.89 })),
      ['plate_unread'],
    ],
    ['the stages show two plates', { doPlatesDiffer: true }, ['plate_differs']],
    ['the clock was 1.4 s off', { clock: { source: 'camera-ntp', offsetMs: -1400 } }, ['clock_offset']],
    ['a second exactly', { clock: { source: 'camera-ntp', offsetMs: 1000 } }, []],
    ['nobody knows the clock', { clock: { source: 'server-arrival', offsetMs: null } }, ['clock_unproven']],
    ['the camera had been turned', { viewMatch: 0.1 }, ['view_changed']],
    ['too dark to tell whether it was', { viewMatch: null }, ['view_changed']],
    ['nobody compared', { viewMatch: undefined }, ['not_measured']],
    ['the record has a hole of 3 s', { longestHoleMs: 3000 }, ['gap_in_segment']],
    ['a recording is missing', { longestHoleMs: null }, ['gap_in_segment']],
    ['the worker said that there is one', { hasGap: true }, ['gap_in_segment']],
    ['there was no sign', { signDays: null }, ['sign_missing']],
    ['the sign was photographed the day after', { signDays: -1 }, ['sign_unfit']],
    ['on the very day', { signDays: 0 }, []],
    ['four years before, and a day', { signDays: 1462 }, ['sign_unfit']],
    [
      'everything at once, all of it named',
      { ...both({ sharpness: 0, targetPx: 1 }), viewMatch: 0, signDays: null, longestHoleMs: 3000 },
      ['sign_missing', 'target_small', 'picture_blurred', 'view_changed', 'gap_in_segment'],
    ],
  ])('%s', (_name, change, reasons) => {
    const points = judgeProfile({ ...sound, ...change }, parking)
    expect(profileReasons(points)).toEqual(reasons)
  })

  it('tells each point with what was measured and what was asked', () => {
    const points = judgeProfile({ ...sound, later: wide(4_000) }, parking)
    const interval = { point: 'interval', asked: [10_000], measured: [4_000], reason: 'interval_short' }
    expect(points).toContainEqual(interval)
    expect(points.map(({ point }) => point)).toEqual([
      'first',
      'later',
      'close',
      'sign',
      'interval',
      'resolution',
      'target',
      'sharpness',
      'plate',
      'clock',
      'view',
      'record',
    ])
  })
})

it('of older workers nothing was measured: that is no pass, and is named', () => {
  const bare = { at: 0, size: null, targetPx: null, sharpness: null }
  const facts = { ...sound, first: bare, later: { ...bare, at: 300_000 }, viewMatch: undefined }
  const failing = judgeProfile(facts, parking).filter(({ reason }) => reason !== null)
  expect(failing.map(({ point, reason }) => [point, reason])).toEqual([
    ['target', 'not_measured'],
    ['sharpness', 'not_measured'],
    ['view', 'not_measured'],
  ])
})

it('a kitchen is told in one look, and of no plate', () => {
  const points = judgeProfile({ ...sound, later: wide(0), plate: null }, kitchen)
  expect(profileReasons(points)).toEqual([])
  expect(points.map(({ point }) => point)).not.toContain('interval')
  expect(points.map(({ point }) => point)).not.toContain('plate')
})

it('asks of every kind that accuses at least what the standard does, and of a vehicle its plate', () => {
  for (const kind of violationKinds.filter((one) => !accusesNobody(one))) {
    const { clockMs, leastPicture, plate, gapMs, sign } = lawOf(kind).profile
    expect([clockMs, leastPicture.width, leastPicture.height, gapMs], kind).toEqual([1000, 1280, 720, 1500])
    expect(plate !== null, kind).toBe(accusesVehicle(kind))
    expect(sign, kind).not.toBeNull()
  }
})
