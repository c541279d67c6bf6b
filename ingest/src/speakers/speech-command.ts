import { z } from 'zod'

const commandSchema = z.array(z.string().min(1)).min(1)

function parse(text: string) {
  try {
    return commandSchema.safeParse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Whether a setting names a program: a JSON list of it and its arguments, so that no shell reads it. */
export const isSpeechCommand = (text: string): boolean => parse(text)?.success === true

/** The program that turns text into speech, with its arguments; null: none is set. */
export const speechCommandOf = (text: string | undefined): readonly string[] | null =>
  (text === undefined ? null : parse(text)?.data) ?? null
