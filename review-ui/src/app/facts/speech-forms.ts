import { quietHoursSchema } from '@sightline/api/contract/speakers'
import { z } from 'zod'
import { quietText } from '../remind/quiet.ts'
import { form, text, word, yesNo } from './form.ts'

/** What the trail tells of loudspeakers and of what they said. */
export const speechForms = {
  speaker: word((words) => words.speech.speakerName),
  language: word((words) => words.speech.language),
  phraseVersion: form(z.int(), (version) => String(version)),
  undelivered: word((words) => words.speech.undelivered),
  voice: text,
  quiet: form(quietHoursSchema, quietText),
  automatic: yesNo,
  english: text,
  hasClip: yesNo,
}
