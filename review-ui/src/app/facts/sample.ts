/** Two people. */
export const id = '6f1d2a00-1111-4222-8333-0123456789ab'
export const otherId = '7a2e3b00-1111-4222-8333-0123456789ab'

/** Facts as the api stores them, and the keys of what has no words. */
export type Sample = {
  readonly facts: Readonly<Record<string, unknown>>
  readonly folded: readonly string[]
}
