import { z } from 'zod'
import { violationKinds } from '@sightline/detectors/finding'
import { languages } from '../law/phrases.ts'
import { reminderStates, undeliveredCodes } from '../law/reminders.ts'
import { minutesOfDay, speakerKinds } from '../law/speakers.ts'
import { personIdSchema, sourceIdSchema, utteranceIdSchema } from './ids.ts'
import { route } from './route.ts'
import { credential, line } from './text.ts'
import { atSchema, sha256Schema } from './time.ts'

export const languageSchema = z.enum(languages)
export const speakerKindSchema = z.enum(speakerKinds)

const minute = z
  .int()
  .min(0)
  .max(minutesOfDay - 1)
/** Minutes since midnight in Asia/Shanghai. */
export const quietHoursSchema = z.object({ from: minute, to: minute })

/** What a speaker says that it took. */
export const proofSchema = z.object({
  /** How it was told: `rtsp`, `http`, `cloudevent`. */
  how: z.enum(['rtsp', 'http', 'cloudevent']),
  /** The status of its last answer. */
  status: z.int(),
  /** Of sound: its length, ms, and the SHA-256 of the samples sent (16-bit, 8 kHz, little endian). */
  lengthMs: z.int().nonnegative().nullable(),
  sha256: sha256Schema.nullable(),
})
export type Proof = z.infer<typeof proofSchema>

/** Something that was to be said, and how far it came. */
export const utteranceSchema = z.object({
  id: utteranceIdSchema,
  askedAt: atSchema,
  /** Null: by itself, as the finding opened. */
  askedBy: z.object({ id: personIdSchema, name: z.string() }).nullable(),
  state: z.enum(reminderStates),
  language: languageSchema,
  /** Empty where it is withheld: free words may name the plate that this reader is to type blind. */
  text: z.string(),
  isWithheld: z.boolean(),
  /** Null: free words. */
  phrase: z.object({ kind: z.enum(violationKinds), version: z.int() }).nullable(),
  reason: z.string(),
  speaker: speakerKindSchema,
  endedAt: atSchema.nullable(),
  code: z.enum(undeliveredCodes).nullable(),
  proof: proofSchema.nullable(),
})
export type Utterance = z.infer<typeof utteranceSchema>

export const speakerSchema = z.object({
  kind: speakerKindSchema,
  /** Empty: the camera's own. */
  url: z.string(),
  user: z.string(),
  hasSecret: z.boolean(),
  /** Sources with the same voice say one thing at a time; empty: one of its own. */
  voice: z.string(),
  quiet: quietHoursSchema.nullable(),
  /** Phrases that are meant so are spoken as a finding opens. */
  automatic: z.boolean(),
  enabled: z.boolean(),
  version: z.int(),
})
export type Speaker = z.infer<typeof speakerSchema>

export const setSpeakerSchema = z.object({
  /** As it was seen; 0: there is none yet. */
  version: z.int().nonnegative(),
  kind: speakerKindSchema,
  /** `http:` or `https:`; empty for the camera's own. */
  url: line(300).default(''),
  user: line(60).default(''),
  /** Absent: as before. Empty: none. */
  secret: credential(200).optional(),
  /** Empty: its own. */
  voice: line(60).default(''),
  quiet: quietHoursSchema.nullable().default(null),
  automatic: z.boolean().default(false),
  enabled: z.boolean().default(true),
})

export const sourceSpeakerSchema = z.object({
  /** Null: nobody there can be spoken to. */
  speaker: speakerSchema.nullable(),
  /** The last tests, newest first. */
  tests: z.array(utteranceSchema),
})
export type SourceSpeaker = z.infer<typeof sourceSpeakerSchema>

const ofSource = z.object({ id: sourceIdSchema })
export const speakerRoutes = {
  list: route({
    method: 'GET',
    path: '/api/speakers',
    access: 'sources.read',
    scope: 'unit',
    summary: 'The sources at which people can be spoken to',
    response: z.object({ items: z.array(z.object({ sourceId: sourceIdSchema, kind: speakerKindSchema })) }),
  }),
  get: route({
    method: 'GET',
    path: '/api/sources/:id/speaker',
    access: 'sources.read',
    scope: 'unit',
    summary: 'By what people at a source are spoken to, and how its tests went',
    params: ofSource,
    response: sourceSpeakerSchema,
  }),
  set: route({
    method: 'PUT',
    path: '/api/sources/:id/speaker',
    access: 'sources.write',
    scope: 'unit',
    summary: 'Set by what people at a source are spoken to',
    params: ofSource,
    body: setSpeakerSchema,
    response: sourceSpeakerSchema,
  }),
  test: route({
    method: 'POST',
    path: '/api/sources/:id/speaker/test',
    access: 'sources.write',
    scope: 'unit',
    summary: 'Say the test phrase there',
    params: ofSource,
    body: z.object({ key: z.uuid(), language: languageSchema.default('zh') }),
    response: sourceSpeakerSchema,
  }),
} as const
