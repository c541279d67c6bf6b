import { z } from 'zod'
import { violationKinds } from '@sightline/detectors/finding'
import { longestPhrase } from '../law/phrases.ts'
import { personIdSchema, phraseIdSchema } from './ids.ts'
import { route } from './route.ts'
import { paragraph } from './text.ts'
import { atSchema, sha256Schema } from './time.ts'

const who = z.object({ id: personIdSchema, name: z.string() })
const wording = {
  zh: paragraph(longestPhrase).min(4),
  en: paragraph(longestPhrase * 2).min(4),
  isAutomatic: z.boolean(),
}

/** What is said of a kind, word for word. */
export const phraseSchema = z.object({
  kind: z.enum(violationKinds),
  /** 0: it came with the product. */
  version: z.int().nonnegative(),
  zh: z.string(),
  en: z.string(),
  isAutomatic: z.boolean(),
})
export type PhraseInForce = z.infer<typeof phraseSchema>

/** Wording that was drafted, and what somebody else decided of it. */
export const phraseVersionSchema = phraseSchema.extend({
  id: phraseIdSchema,
  /** Of the recording that is played instead; null: there is none. */
  clipSha256: sha256Schema.nullable(),
  draftedAt: atSchema,
  draftedBy: who,
  /** Null: it waits. */
  decision: z.object({ isApproved: z.boolean(), note: z.string(), at: atSchema, by: who }).nullable(),
})
export type PhraseVersion = z.infer<typeof phraseVersionSchema>

export const phraseListSchema = z.object({
  /** One for each kind of which something is said. */
  inForce: z.array(phraseSchema),
  /** Newest first. */
  versions: z.array(phraseVersionSchema),
})
export type PhraseList = z.infer<typeof phraseListSchema>

/** Of a recording, base64 of a WAV file. */
const mostClipChars = 1_000_000
export const draftPhraseSchema = z.object({
  kind: z.enum(violationKinds),
  ...wording,
  clip: z.base64().max(mostClipChars).nullable().default(null),
})
export type DraftPhrase = z.input<typeof draftPhraseSchema>

export const phraseRoutes = {
  list: route({
    method: 'GET',
    path: '/api/phrases',
    access: 'catalogue.read',
    scope: 'law',
    summary: 'The standard phrases in force, and every wording that was drafted',
    response: phraseListSchema,
  }),
  draft: route({
    method: 'POST',
    path: '/api/phrases',
    access: 'catalogue.import',
    scope: 'whole',
    maxBodyBytes: mostClipChars + 20_000,
    summary: 'Draft another wording: in force once somebody else publishes it',
    body: draftPhraseSchema,
    response: phraseListSchema,
  }),
  decide: route({
    method: 'POST',
    path: '/api/phrases/:id/decision',
    access: 'catalogue.publish',
    scope: 'whole',
    summary: "Publish or refuse another person's wording",
    params: z.object({ id: phraseIdSchema }),
    body: z.object({ isApproved: z.boolean(), note: paragraph(1000).default('') }),
    response: phraseListSchema,
  }),
} as const
