import type { z } from 'zod'
import type { Saying } from './saying.ts'

/** A stored value in words; '': there is nothing to say; null: this version cannot say it. */
export type Form = (value: unknown, saying: Saying) => string | null

/** Stored rows outlive the code: what is not of the form that is written now is not said, and not lost either. */
export const form =
  <T>(schema: z.ZodType<T>, say: (value: T, saying: Saying) => string | null): Form =>
  (value, saying) => {
    if (value === null || value === '') return ''
    const parsed = schema.safeParse(value)
    return parsed.success ? say(parsed.data, saying) : null
  }
