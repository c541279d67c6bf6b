import { z } from 'zod'
import { guardCodes } from '../law/failure.ts'
import { longestPhrase } from '../law/phrases.ts'
import { alertIdSchema } from './ids.ts'
import { phraseSchema } from './phrases.ts'
import { route } from './route.ts'
import { languageSchema, quietHoursSchema, speakerKindSchema, utteranceSchema } from './speakers.ts'
import { paragraph } from './text.ts'

const reason = paragraph(300)

export const askReminderSchema = z
  .object({
    /** The screen's own name of this press: the same sent again is the same reminder. */
    key: z.uuid(),
    language: languageSchema.default('zh'),
    /** Null: the phrase of the kind, word for word. */
    freeWords: paragraph(longestPhrase).min(1).nullable().default(null),
    /** Why in free words, or why in quiet hours. */
    reason: reason.default(''),
    /** A second time, on purpose. */
    again: z.boolean().default(false),
    breakQuiet: z.boolean().default(false),
  })
  .refine((asked) => asked.reason.length >= 4 || (asked.freeWords === null && !asked.breakQuiet), {
    path: ['reason'],
    message: 'free words, and words in quiet hours, need a reason of at least 4 characters',
  })
export type AskReminder = z.input<typeof askReminderSchema>

export const alertRemindersSchema = z.object({
  /** Of the stay, oldest first. */
  items: z.array(utteranceSchema),
  /** Of the source; null: it has none. */
  speaker: z
    .object({ kind: speakerKindSchema, quiet: quietHoursSchema.nullable(), isQuiet: z.boolean() })
    .nullable(),
  /** What one press says; null: of this kind nothing is said. */
  phrase: phraseSchema.nullable(),
  /** Why one press is refused now; null: it is not. */
  refusal: z.object({ code: z.enum(guardCodes), facts: z.record(z.string(), z.unknown()) }).nullable(),
  /** May speak in quiet hours, with a reason. */
  mayBreakQuiet: z.boolean(),
})
export type AlertReminders = z.infer<typeof alertRemindersSchema>

const ofAlert = z.object({ id: alertIdSchema })
export const reminderRoutes = {
  list: route({
    method: 'GET',
    path: '/api/alerts/:id/reminders',
    access: 'alerts.read',
    scope: 'unit',
    summary: 'What was said at the place of an alert, and what may be',
    params: ofAlert,
    response: alertRemindersSchema,
  }),
  ask: route({
    method: 'POST',
    path: '/api/alerts/:id/reminders',
    access: 'reminders.speak',
    scope: 'unit',
    concerns: 'alert',
    summary: "Say the kind's phrase, or free words with a reason, at the source",
    params: ofAlert,
    body: askReminderSchema,
    response: alertRemindersSchema,
  }),
} as const
