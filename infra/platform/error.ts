/** What a failure was about: plain JSON, never a secret, a face or a payload. */
export type Facts = Readonly<Record<string, unknown>>

/** A refusal or failure that a caller can act on: a stable lower_snake code and the facts, with the cause kept. */
export class CodedError extends Error {
  override readonly name: string = 'CodedError'
  readonly code: string
  readonly facts: Facts

  constructor(code: string, facts: Facts = {}, options: ErrorOptions & { text?: string } = {}) {
    super(options.text === undefined ? describe(code, facts) : `${code}: ${options.text}`, options)
    this.code = code
    this.facts = facts
  }
}

/** `code {"facts":…}`: a coded error as one line, which `fromReason` reads back on the other side of a queue. */
export function toReason(error: unknown): string {
  if (error instanceof CodedError) return describe(error.code, error.facts)
  return error instanceof Error ? error.message : String(error)
}

/** The coded error behind a line made by `toReason`, or null where the line is anything else. */
export function fromReason(reason: string): CodedError | null {
  const found = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?: (\{.*\}))?$/s.exec(reason)
  if (found?.[1] === undefined) return null
  const facts = found[2] === undefined ? {} : parseFacts(found[2])
  return facts && new CodedError(found[1], facts)
}

function parseFacts(text: string): Facts | null {
  try {
    return JSON.parse(text) as Facts
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function describe(code: string, facts: Facts): string {
  return Object.keys(facts).length === 0 ? code : `${code} ${JSON.stringify(facts)}`
}

/** Whether a system call failed with this code (`ENOENT`, `EEXIST`, …). */
export function hasErrno(error: unknown, errno: string): boolean {
  return error instanceof Error && 'code' in error && error.code === errno
}
