import { z } from 'zod'
import { sealedStages, stageParts } from './dossier.ts'
import { atSchema } from './time.ts'

/** By when a sealed stage, or a part of it, is shown to have been there, by the clock of an authority (RFC 3161, R45). */
export const stampSchema = z.object({
  stage: z.enum(sealedStages),
  part: z.enum(stageParts),
  /** Since when its time is asked for; null: not yet, it came since the last time was asked for. */
  askedAt: atSchema.nullable(),
  /** Null: still awaited. */
  stamped: z.object({ at: atSchema, authority: z.string(), serial: z.string() }).nullable(),
})
export type StampView = z.infer<typeof stampSchema>
