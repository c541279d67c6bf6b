import { z } from 'zod'
import { profilePoints } from '../law/profile.ts'
import { clueReasons } from '../law/standing.ts'
import { daySchema } from './permits.ts'
import { sha256Schema } from './time.ts'

/** One thing that the profile asks of pictures, as it was judged when they arrived (`law/profile`). */
export const profilePointSchema = z.object({
  point: z.enum(profilePoints),
  asked: z.array(z.number()),
  measured: z.array(z.number()).nullable(),
  reason: z.enum(clueReasons).nullable(),
})

/** The picture of the sign or marking of the source that was in force when the act began: an exhibit by reference (P4). */
export const signExhibitSchema = z.object({
  sha256: sha256Schema,
  bytes: z.int().positive(),
  takenOn: daySchema,
  /** Of the approval that it stands in. */
  revision: z.int().nonnegative(),
  /** Of the stored object. */
  versionId: z.string().nullable(),
})
export type SignExhibit = z.infer<typeof signExhibitSchema>

/** What a confirmed finding was judged by, once, when its recording arrived; nothing changes it later. */
export const judgedProfileSchema = z.object({
  points: z.array(profilePointSchema),
  sign: signExhibitSchema.nullable(),
})
export type JudgedProfile = z.infer<typeof judgedProfileSchema>
