import { z } from 'zod'
import { longestPhrase } from '../law/phrases.ts'
import { undeliveredCodes } from '../law/reminders.ts'
import { sourceIdSchema, utteranceIdSchema } from './ids.ts'
import { languageSchema, proofSchema, speakerKindSchema } from './speakers.ts'
import { line } from './text.ts'
import { atSchema, sha256Schema } from './time.ts'

/** What a speaker's secret is sealed for: this source's speaker at this endpoint. It opens for no other. */
export const speakerSecretContext = ({ sourceId, url }: { sourceId: string; url: string }): string =>
  `speaker/${sourceId}/secret/${new URL(url).origin}`

/** Something that a worker is to say, handed out once and to one worker. */
export const speechSchema = z.object({
  id: utteranceIdSchema,
  sourceId: sourceIdSchema,
  speaker: z.object({
    kind: speakerKindSchema,
    /** Empty: the camera's own, at the source's address. */
    url: z.string(),
    user: z.string(),
    /** Opens with `speakerSecretContext`. */
    sealedSecret: z.string().nullable(),
  }),
  language: languageSchema,
  text: z.string().max(longestPhrase * 2),
  /** A recording to be played instead, base64 of a WAV file. */
  clip: z.object({ base64: z.base64(), sha256: sha256Schema }).nullable(),
  place: z.string(),
  askedAt: atSchema,
})
export type Speech = z.infer<typeof speechSchema>

/** What came of it. */
export const spokenSchema = z.object({
  id: utteranceIdSchema,
  /** By the worker's clock. */
  at: atSchema,
  result: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('delivered'), proof: proofSchema }),
    z.object({
      outcome: z.literal('not_delivered'),
      code: z.enum(undeliveredCodes),
      /** For who looks after the device. */
      detail: line(200).default(''),
    }),
  ]),
})
export type Spoken = z.infer<typeof spokenSchema>
