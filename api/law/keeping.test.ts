import { describe, expect, it } from 'vitest'
import {
  dueAt,
  expiryOf,
  keepingDefaults,
  keepingFloors,
  keepingOf,
  lockSteps,
  wasByRule,
  type Keeping,
  type KeepingFacts,
  type RecordedExpiry,
  type StoredLock,
} from './keeping.ts'

const day = 86_400_000
const ended = 1_000 * day
const facts = (more: Partial<KeepingFacts>): KeepingFacts => ({
  kind: 'illegal_parking',
  alert: { isOpen: false },
  case: null,
  lastAt: ended,
  ...more,
})
const live = { isLive: true, since: 990 * day }

it.each<[string, Partial<KeepingFacts>, Keeping]>([
  ['an open alert', { alert: { isOpen: true } }, { class: 'open', isHeld: true, until: null, days: null }],
  [
    'an open alert about a camera',
    { kind: 'camera_health', alert: { isOpen: true } },
    { class: 'open', isHeld: true, until: null, days: null },
  ],
  ['an alert without a case', {}, { class: 'ended', isHeld: false, until: 1_090 * day, days: 90 }],
  [
    'a fault that was handled',
    { kind: 'camera_health' },
    { class: 'fault', isHeld: false, until: 1_090 * day, days: 90 },
  ],
  [
    'what no alert came of',
    { alert: null },
    { class: 'unalerted', isHeld: false, until: 1_090 * day, days: 90 },
  ],
  [
    'a case that stands',
    { case: live },
    { class: 'case', isHeld: true, until: (990 + 10_958) * day, days: 10_958 },
  ],
  [
    'a case whose alert is open again',
    { case: live, alert: { isOpen: true } },
    { class: 'case', isHeld: true, until: (990 + 10_958) * day, days: 10_958 },
  ],
  [
    'a case that was not filed, or revoked: thirty years, and no hold',
    { case: { ...live, isLive: false } },
    { class: 'case', isHeld: false, until: (1_000 + 10_958) * day, days: 10_958 },
  ],
])('%s', (_name, more, keeping) => expect(keepingOf(facts(more), keepingDefaults)).toEqual(keeping))

it('keeps a case for thirty years at the least', () => {
  expect(keepingFloors.case / 365.25).toBeGreaterThan(30)
  expect(keepingDefaults.ended).toBe(90)
})

const over: StoredLock = { until: ended, isHeld: false, at: 1_010 * day }

it('leaves a hold that people set', () => {
  const lock = { ...over, isHeld: true, until: 1_090 * day }
  expect(lockSteps(keepingOf(facts({}), keepingDefaults), lock, false)).toEqual({})
})

it.each<[string, Partial<KeepingFacts>, StoredLock, object]>([
  ['sets a hold on what is open', { alert: { isOpen: true } }, over, { hold: true }],
  [
    'sets the time when it lifts a hold',
    {},
    { ...over, isHeld: true },
    { retainUntil: 1_090 * day, hold: false },
  ],
  ['holds and lengthens a case', { case: live }, over, { retainUntil: 11_948 * day, hold: true }],
  ['asks for no time that is over', {}, { until: null, isHeld: false, at: 1_090 * day }, {}],
  ['never shortens', {}, { ...over, until: 5_000 * day }, {}],
  ['has nothing to do where all is in line', {}, { ...over, until: 1_090 * day }, {}],
])('a lock: %s', (...[, more, lock, steps]) =>
  expect(lockSteps(keepingOf(facts(more), keepingDefaults), lock, true)).toEqual(steps),
)

it.each<[string, Partial<KeepingFacts>, number | null, number | null]>([
  ['by the law where nothing is locked', {}, null, 1_090 * day],
  ['by the lock where that is longer', {}, 3_000 * day, 3_000 * day],
  ['not while it is open', { alert: { isOpen: true } }, 1, null],
  ['not while a case stands', { case: live }, 1, null],
])('is due %s', (...[, more, lockedUntil, at]) =>
  expect(dueAt(keepingOf(facts(more), keepingDefaults), lockedUntil)).toBe(at),
)

describe('exhibits go', () => {
  const now = 1_100 * day
  const lock: StoredLock = { until: 1_090 * day, isHeld: false, at: now }
  const noticedAt = now - 7 * day
  const asked = {
    more: {} as Partial<KeepingFacts>,
    locks: [lock, lock],
    now,
    noticedAt: noticedAt as number | null,
  }

  it.each<[string, Partial<typeof asked>, string]>([
    ['when their time is over and it was said for a week', {}, 'due'],
    ['when a folder locks nothing', { locks: [{ ...lock, until: null }] }, 'due'],
    ['not before it was said', { noticedAt: null }, 'notice'],
    ['not before it was said for a week', { noticedAt: noticedAt + 1 }, 'kept'],
    ['not by a notice of a time that is still to come', { noticedAt: now + 1 }, 'notice'],
    ['not while the alert is open', { more: { alert: { isOpen: true } } }, 'kept'],
    ['not while a case stands', { more: { case: live } }, 'kept'],
    ['not a moment early', { now: 1_090 * day - 1 }, 'kept'],
    ['not while one of them is held', { locks: [lock, { ...lock, isHeld: true }] }, 'kept'],
    ['not while one of them is locked', { locks: [lock, { ...lock, until: now + 1 }] }, 'kept'],
    [
      'not where the store’s clock says another day',
      { locks: [lock, { ...lock, at: 1_090 * day - 1 }] },
      'kept',
    ],
    ['not where the store tells no time', { locks: [{ ...lock, at: 0 }] }, 'kept'],
  ])('%s', (_name, change, answer) => {
    const { more, ...question } = { ...asked, ...change }
    const keeping = keepingOf(facts(more), keepingDefaults)
    expect(expiryOf({ keeping, ...question })).toBe(answer)
  })
})

describe('a removal on record', () => {
  const expiry: RecordedExpiry = { class: 'ended', days: 90, at: 1_097 * day, keptUntil: 1_090 * day }
  it.each<[string, Partial<RecordedExpiry>, Partial<KeepingFacts>, boolean]>([
    ['was by rule', {}, {}, true],
    ['was by a longer term of its agency', { days: 97, keptUntil: 1_097 * day }, {}, true],
    ['was before a last part came in', {}, { lastAt: 1_200 * day }, true],
    ['was of what is open', {}, { alert: { isOpen: true } }, false],
    ['was of a case that stands', {}, { case: live }, false],
    ['was of a case, and says that there was none', {}, { case: { ...live, isLive: false } }, false],
    ['names no class that may go', { class: 'open' }, {}, false],
    ['names a term under the floor', { days: 29 }, {}, false],
    ['names a time that was still to come', { keptUntil: 1_098 * day }, {}, false],
    ['came before the term was over', { at: 1_050 * day, keptUntil: 1_040 * day }, {}, false],
  ])('%s', (...[, change, more, isSo]) => expect(wasByRule({ ...expiry, ...change }, facts(more))).toBe(isSo))
})
