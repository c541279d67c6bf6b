import { startOfDay } from './calendar.ts'
import { isWarning, type StepKind } from './steps.ts'

/**
 * By what people at a place are reached: the camera's own loudspeaker (ONVIF), a loudspeaker on the network, a telephone
 * gateway, a text message, the merchant's application, a drone's loudspeaker.
 */
export const speakerKinds = ['onvif', 'http', 'phone', 'text_message', 'merchant_push', 'drone'] as const
export type SpeakerKind = (typeof speakerKinds)[number]

/** What is asked of another program by a message: it speaks, we do not. */
export const isByRequest: Readonly<Record<SpeakerKind, boolean>> = {
  onvif: false,
  http: false,
  phone: true,
  text_message: true,
  merchant_push: true,
  drone: true,
}

/** Heard at the place by whoever is there; what is written reaches one receiver. */
const isHeard: Readonly<Record<SpeakerKind, boolean>> = {
  onvif: true,
  http: true,
  phone: true,
  text_message: false,
  merchant_push: false,
  drone: true,
}

/** As which step a reminder that was delivered counts (R54): heard, a voice warning; written, a reminder, or a push. Null: as none. */
export function stepOfReminder(speaker: SpeakerKind, ladder: readonly StepKind[]): StepKind | null {
  const steps: readonly StepKind[] = isHeard[speaker] ? ['voice_warning'] : ['reminder', 'push', 'advice']
  return steps.find((step) => ladder.includes(step)) ?? null
}

/** Whether what was delivered by it warned somebody, by the ladder of the kind. */
export function warns(speaker: SpeakerKind, ladder: readonly StepKind[]): boolean {
  const step = stepOfReminder(speaker, ladder)
  return step !== null && isWarning(step)
}

/** Hours in which nothing is heard, minutes since midnight in Asia/Shanghai; `from` after `to`: over midnight. */
export interface QuietHours {
  readonly from: number
  readonly to: number
}
export const minutesOfDay = 1440

/** Whether the moment lies in them: the first minute does, the last does not. */
export function isQuiet(hours: QuietHours | null, at: number): boolean {
  if (hours === null || hours.from === hours.to) return false
  const minute = Math.floor((at - startOfDay(at)) / 60_000)
  const { from, to } = hours
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}

/** Whether quiet hours bind this speaker: a text message wakes nobody's neighbours. */
export const keepsQuiet = (speaker: SpeakerKind): boolean => isHeard[speaker]
