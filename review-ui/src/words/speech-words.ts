import type { UndeliveredCode, ReminderState } from '@sightline/api/law/reminders'
import type { SpeakerKind } from '@sightline/api/law/speakers'
import type { Language } from '@sightline/api/law/phrases'

/** Words of the closed lists of speaking: a new one does not compile until both languages have it. */
export interface SpeechLists {
  readonly speakerName: Record<SpeakerKind, string>
  readonly state: Record<ReminderState, string>
  /** Why it was not delivered, and what mends it. */
  readonly undelivered: Record<UndeliveredCode, string>
  readonly language: Record<Language, string>
}
