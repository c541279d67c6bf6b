import { describe, expect, it } from 'vitest'
import { violationKinds } from '@sightline/detectors/finding'
import { lawOf } from './kinds.ts'
import { longestPhrase, phraseAt, spokenKinds } from './phrases.ts'
import {
  answerWithinMs,
  lapseOf,
  mayTakeUp,
  openedLatelyMs,
  reminderFailure,
  remindsAtOpening,
  stateOf,
  takeUpWithinMs,
  type AskedReminder,
  type OpeningFacts,
  type ReminderFacts,
} from './reminders.ts'
import { isQuiet, stepOfReminder } from './speakers.ts'

const now = Date.parse('2026-11-21T10:00:00+08:00')
const night = { from: 22 * 60, to: 7 * 60 }
const phrase = phraseAt('illegal_parking', [], now)!

const facts: ReminderFacts = {
  kind: 'illegal_parking',
  status: 'claimed',
  isClosed: false,
  now,
  speaker: { kind: 'onvif', quiet: night },
  phrase,
  earlier: [],
  isVoiceBusy: false,
  mayBreakQuiet: false,
}
const press: AskedReminder = { freeWords: null, again: false, quietReason: null }
const atNight = Date.parse('2026-11-21T23:30:00+08:00')
const said = (state: ReminderFacts['earlier'][number]['state']) => ({
  earlier: [{ at: now - 60_000, state }],
})

describe('one press', () => {
  it.each<[string, Partial<ReminderFacts>, Partial<AskedReminder>, string | null]>([
    ['says the phrase', {}, {}, null],
    ['of an alert that was dismissed says nothing', { status: 'dismissed' }, {}, 'alert_action_refused'],
    ['of a stay that is over warns nobody', { isClosed: true }, {}, 'reminder_over'],
    ['needs a loudspeaker', { speaker: null }, {}, 'reminder_no_speaker'],
    ['needs a phrase', { phrase: null }, {}, 'reminder_no_phrase'],
    ['in free words needs none', { phrase: null }, { freeWords: '前面的车请驶离' }, null],
    [
      'of a camera fault speaks to nobody',
      { kind: 'camera_health' },
      { freeWords: '喂' },
      'reminder_not_for_kind',
    ],
    ['waits for its turn', { isVoiceBusy: true }, {}, 'reminder_voice_busy'],
    ['is not heard twice', said('delivered'), {}, 'reminder_said_already'],
    ['is heard twice on purpose', said('delivered'), { again: true }, null],
    ['may have been heard: not twice by accident', said('unknown'), {}, 'reminder_said_already'],
    ['that was not delivered is simply pressed again', said('not_delivered'), {}, null],
    [
      'while it is being said is not said again even on purpose',
      said('speaking'),
      { again: true },
      'reminder_said_already',
    ],
    ['while it waits neither', said('waiting'), { again: true }, 'reminder_said_already'],
    ['at night says nothing', { now: atNight }, {}, 'reminder_quiet_hours'],
    [
      'at night is no operator’s to insist on',
      { now: atNight },
      { quietReason: '有人落水' },
      'reminder_quiet_hours',
    ],
    [
      'at night needs the reason of who may',
      { now: atNight, mayBreakQuiet: true },
      {},
      'reminder_quiet_hours',
    ],
    [
      'at night is heard for a reason',
      { now: atNight, mayBreakQuiet: true },
      { quietReason: '有人落水' },
      null,
    ],
    [
      'by text message wakes nobody',
      { now: atNight, speaker: { kind: 'text_message', quiet: night } },
      {},
      null,
    ],
  ])('%s', (...[, changed, asked, code]) => {
    expect(reminderFailure({ ...facts, ...changed }, { ...press, ...asked })?.code ?? null).toBe(code)
  })
})

describe('what was to be said', () => {
  const asked = { askedAt: now, takenUpAt: null, end: null }
  const taken = { ...asked, takenUpAt: now + 1000 }
  it.each([
    [asked, now + takeUpWithinMs - 1, null],
    [asked, now + takeUpWithinMs, { outcome: 'not_delivered', code: 'no_worker' }],
    [taken, now + 1000 + answerWithinMs - 1, null],
    [taken, now + 1000 + answerWithinMs, { outcome: 'unknown', code: 'worker_lost' }],
    [{ ...taken, end: { outcome: 'delivered' as const } }, now + 9 * answerWithinMs, null],
  ])('lapses: %j at %i', (progress, at, end) => {
    expect(lapseOf(progress, at)).toEqual(end)
  })
  it('is taken up by no worker that comes too late, or second', () => {
    expect(mayTakeUp(asked, now + takeUpWithinMs - 1)).toBe(true)
    expect(mayTakeUp(asked, now + takeUpWithinMs)).toBe(false)
    expect(mayTakeUp(taken, now + 1001)).toBe(false)
    expect([stateOf(asked), stateOf(taken)]).toEqual(['waiting', 'speaking'])
  })
})

describe('as a finding opens', () => {
  const opening: OpeningFacts = {
    kind: 'angling',
    openedAt: now - 2_000,
    now,
    speaker: { kind: 'onvif', quiet: night },
    phrase: phraseAt('angling', [], now),
    isRepeated: false,
    isVoiceBusy: false,
  }
  it.each<[string, Partial<OpeningFacts>, ReturnType<typeof remindsAtOpening>]>([
    ['the phrase is spoken', {}, 'speak'],
    ['nothing is where the source is silent', { speaker: null }, null],
    [
      'nothing is where the phrase is for people to press',
      { phrase: phraseAt('kitchen_phone', [], now) },
      null,
    ],
    ['nothing is said a second time', { isRepeated: true }, null],
    ['old news is not told', { openedAt: now - openedLatelyMs - 1 }, null],
    ['the night is quiet, and that is recorded', { now: atNight, openedAt: atNight }, 'quiet_hours'],
    ['a voice in use is not talked over', { isVoiceBusy: true }, 'voice_busy'],
    ['nothing is said of the camera itself', { kind: 'camera_health' }, null],
  ])('%s', (_what, changed, decided) => {
    expect(remindsAtOpening({ ...opening, ...changed })).toBe(decided)
  })
})

describe('phrases', () => {
  it('come with the product for every kind that can be spoken to, short enough to be said', () => {
    expect(spokenKinds).toEqual(violationKinds.filter((kind) => kind !== 'camera_health'))
    for (const kind of violationKinds) {
      const wording = phraseAt(kind, [], now)
      expect([kind, wording === null]).toEqual([kind, !spokenKinds.includes(kind)])
      expect(wording?.zh.length ?? 0).toBeLessThanOrEqual(longestPhrase)
    }
  })
  it('are in force from their publication on, the newest first, and of their own kind', () => {
    const own = { ...phrase, version: 1, zh: '新用语', from: now }
    const later = { ...own, version: 2, zh: '更新', from: now + 10 }
    const other = { ...own, kind: 'angling' as const, version: 5, from: now - 10 }
    const at = (moment: number) => phraseAt('illegal_parking', [later, other, own], moment)?.version
    expect([at(now - 1), at(now), at(now + 9), at(now + 10)]).toEqual([0, 1, 1, 2])
  })
})

it.each([
  ['22:00', true],
  ['21:59', false],
  ['06:59', true],
  ['07:00', false],
  ['00:00', true],
])('the night lasts over midnight: %s', (time, quiet) => {
  expect(isQuiet(night, Date.parse(`2026-11-21T${time}:00+08:00`))).toBe(quiet)
})

it.each([
  ['onvif', 'illegal_parking', 'voice_warning'],
  ['drone', 'angling', 'voice_warning'],
  ['text_message', 'illegal_parking', 'reminder'],
  ['merchant_push', 'kitchen_no_hat', 'push'],
  ['text_message', 'street_vending', 'advice'],
  ['text_message', 'angling', null],
  ['onvif', 'camera_health', null],
] as const)('what was delivered by %s of %s is a step: %s', (speaker, kind, step) => {
  expect(stepOfReminder(speaker, lawOf(kind).ladder)).toBe(step)
})
