import { z } from 'zod'
import { wordIn, type Saying } from './saying.ts'

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

export const text = form(z.string(), (value) => value)
export const yesNo = form(z.boolean(), (is, { words }) => (is ? words.app.yes : words.app.no))
/** One of a list of codes. */
export const word = (list: (words: Saying['words']) => Readonly<Record<string, string>>): Form =>
  form(z.string(), (code, { words }) => wordIn(list(words), code))
