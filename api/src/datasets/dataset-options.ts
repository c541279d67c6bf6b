const text = { type: 'string' } as const

/** What the commands of training data may be given; which takes what says the usage. */
export const options = {
  account: text,
  data: text,
  number: text,
  by: text,
  on: text,
  purpose: text,
  until: text,
  from: text,
  to: text,
  kinds: text,
  sources: text,
  plates: { type: 'boolean' },
  set: text,
  most: text,
  megabytes: text,
  seed: text,
  out: text,
  take: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

export type Values = {
  readonly [K in keyof typeof options]?: (typeof options)[K]['type'] extends 'boolean' ? boolean : string
}
