import { z } from 'zod'

/** From which variable of the environment a setting comes, and what it says. */
export const fromEnv = (env: string, description: string) => ({ env, description })
/** The same of one that is printed nowhere. */
export const secretFromEnv = (env: string, description: string) => ({ env, description, secret: true })

/** A text as a list, by commas. */
export const byCommas = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** A whole number within bounds, which its description names. */
export const countOf = (
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
  env: string,
  description: string,
) =>
  z.coerce
    .number()
    .int()
    .min(least)
    .max(most)
    .default(usual)
    .meta(fromEnv(env, `${description} (${least} to ${most})`))
