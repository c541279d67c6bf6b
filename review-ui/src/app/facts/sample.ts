/** Facts as the api stores them, and the keys of what has no words. */
export type Sample = {
  readonly facts: Readonly<Record<string, unknown>>
  readonly folded: readonly string[]
}
