import type { ViolationKind } from '@sightline/detectors/finding'
import type { Failure } from './failure.ts'
import { lawOf } from './kinds.ts'
import type { Phrase } from './phrases.ts'
import { openStatuses, type AlertStatus } from './statuses.ts'
import { isQuiet, keepsQuiet, stepOfReminder, type QuietHours, type SpeakerKind } from './speakers.ts'

/** What became of something that was to be said. Only `delivered` is a warning; of `unknown` nobody can tell. */
export const reminderStates = ['waiting', 'speaking', 'delivered', 'not_delivered', 'unknown'] as const
export type ReminderState = (typeof reminderStates)[number]

/** Why something was not said, or why nobody can tell whether it was. */
export const undeliveredCodes = [
  'quiet_hours',
  'voice_busy',
  'no_worker',
  'worker_lost',
  'no_backchannel',
  'no_common_codec',
  'no_speech_command',
  'speech_failed',
  'speech_too_long',
  'speaker_unauthorised',
  'speaker_unreachable',
  'speaker_elsewhere',
  'speaker_network_refused',
  'speaker_refused',
  'speaker_broke_off',
  'speaker_too_slow',
  'clip_altered',
] as const
export type UndeliveredCode = (typeof undeliveredCodes)[number]

/** A worker that watches the source takes up what it is to say within this, or nobody says it any more, ms. */
export const takeUpWithinMs = 20_000
/** The longest that is spoken, ms. */
export const longestSpeechMs = 45_000
/** A worker ends by itself within this, ms. */
export const speakWithinMs = 75_000
/** So long after a worker took it up nobody waits for its answer any more, ms. */
export const answerWithinMs = 100_000
/** A finding that opened longer ago is not told of by itself: whoever was there may be gone, ms. */
export const openedLatelyMs = 120_000

/** Something to be said, by how far it came. Times in epoch ms. */
export interface Progress {
  readonly askedAt: number
  readonly takenUpAt: number | null
  readonly end: { readonly outcome: 'delivered' | 'not_delivered' | 'unknown' } | null
}

export function stateOf({ takenUpAt, end }: Pick<Progress, 'takenUpAt' | 'end'>): ReminderState {
  if (end) return end.outcome
  return takenUpAt === null ? 'waiting' : 'speaking'
}

/**
 * How something ends that nobody ended: what no worker took up was not said, and never will be; of what one took up, and
 * said nothing of, nobody can tell. Null: there is time yet.
 */
export function lapseOf(
  { askedAt, takenUpAt, end }: Progress,
  now: number,
): { readonly outcome: 'not_delivered' | 'unknown'; readonly code: UndeliveredCode } | null {
  if (end) return null
  if (takenUpAt === null)
    return now - askedAt >= takeUpWithinMs ? { outcome: 'not_delivered', code: 'no_worker' } : null
  return now - takenUpAt >= answerWithinMs ? { outcome: 'unknown', code: 'worker_lost' } : null
}

/** Whether a worker may still take it up. */
export const mayTakeUp = (progress: Progress, now: number): boolean =>
  stateOf(progress) === 'waiting' && lapseOf(progress, now) === null

/** What was said, or may have been: it is not said twice by accident. */
const mayHaveBeenSaid = (state: ReminderState): boolean => state !== 'not_delivered'

export interface ReminderSpeaker {
  readonly kind: SpeakerKind
  readonly quiet: QuietHours | null
}

export interface ReminderFacts {
  readonly kind: ViolationKind
  readonly status: AlertStatus
  /** The stay has ended. */
  readonly isClosed: boolean
  readonly now: number
  /** Of the source; null: it has none. */
  readonly speaker: ReminderSpeaker | null
  readonly phrase: Phrase | null
  /** Of the same stay. */
  readonly earlier: readonly { readonly at: number; readonly state: ReminderState }[]
  /** Something is being said at the same place. */
  readonly isVoiceBusy: boolean
  /** May speak in quiet hours, with a reason. */
  readonly mayBreakQuiet: boolean
}

export interface AskedReminder {
  /** Free words; null: the phrase. */
  readonly freeWords: string | null
  /** On purpose a second time. */
  readonly again: boolean
  /** Why in quiet hours; null: it is not meant so. */
  readonly quietReason: string | null
}

/** Why nothing may be said now; null: it may. */
export function reminderFailure(facts: ReminderFacts, asked: AskedReminder): Failure | null {
  const { kind, status, speaker, phrase, isClosed, isVoiceBusy } = facts
  if (!openStatuses.includes(status))
    return { code: 'alert_action_refused', facts: { status, action: 'remind' } }
  if (isClosed) return { code: 'reminder_over', facts: {} }
  if (speaker === null) return { code: 'reminder_no_speaker', facts: {} }
  const { ladder } = lawOf(kind)
  if (stepOfReminder(speaker.kind, ladder) === null)
    return { code: 'reminder_not_for_kind', facts: { kind, speaker: speaker.kind } }
  if (asked.freeWords === null && phrase === null) return { code: 'reminder_no_phrase', facts: { kind } }
  return (
    saidFailure(facts, asked) ??
    (isVoiceBusy ? { code: 'reminder_voice_busy', facts: {} } : null) ??
    quietFailure(facts, speaker, asked)
  )
}

function saidFailure({ earlier }: ReminderFacts, { again }: AskedReminder): Failure | null {
  const said = earlier.filter(({ state }) => mayHaveBeenSaid(state)).at(-1)
  if (!said || (again && said.state !== 'waiting' && said.state !== 'speaking')) return null
  return { code: 'reminder_said_already', facts: { at: said.at, state: said.state } }
}

function quietFailure(
  { now, mayBreakQuiet }: ReminderFacts,
  { kind, quiet }: ReminderSpeaker,
  { quietReason }: AskedReminder,
): Failure | null {
  if (!keepsQuiet(kind) || !isQuiet(quiet, now)) return null
  if (mayBreakQuiet && quietReason !== null) return null
  return { code: 'reminder_quiet_hours', facts: { ...quiet, mayBreakQuiet } }
}

export interface OpeningFacts {
  readonly kind: ViolationKind
  readonly openedAt: number
  readonly now: number
  /** Null: the source has none, or its own is not to speak by itself. */
  readonly speaker: ReminderSpeaker | null
  readonly phrase: Phrase | null
  /** Something was asked of this stay before. */
  readonly isRepeated: boolean
  readonly isVoiceBusy: boolean
}

/**
 * What is done by itself as a finding opens: nothing (null), or the phrase is spoken, or it is recorded why it was not.
 * Nobody chose to speak: so never in quiet hours, never twice, and only while it is news.
 */
export function remindsAtOpening(facts: OpeningFacts): 'speak' | UndeliveredCode | null {
  const { kind, openedAt, now, speaker, phrase, isRepeated, isVoiceBusy } = facts
  if (speaker === null || phrase === null || !phrase.isAutomatic || isRepeated) return null
  if (stepOfReminder(speaker.kind, lawOf(kind).ladder) === null) return null
  if (now - openedAt > openedLatelyMs) return null
  if (keepsQuiet(speaker.kind) && isQuiet(speaker.quiet, now)) return 'quiet_hours'
  return isVoiceBusy ? 'voice_busy' : 'speak'
}
