import type { ErrorBody, ErrorCode } from '@sightline/api/contract/errors'

/** What the screen itself may find: the api could not be reached, or its answer is not what the contract says. */
export const screenCodes = ['offline', 'unreadable_answer'] as const
export type FailureCode = ErrorCode | (typeof screenCodes)[number]

/** A call that did not succeed: a refusal with its code, facts and problems, or no usable answer at all. */
export class ApiFailure extends Error {
  readonly code: FailureCode
  readonly facts: Readonly<Record<string, unknown>>
  readonly problems: readonly { path: string; message: string }[]

  constructor(code: FailureCode, body?: Partial<ErrorBody>, cause?: unknown) {
    super(code, { cause })
    this.name = 'ApiFailure'
    this.code = code
    this.facts = body?.facts ?? {}
    this.problems = body?.problems ?? []
  }
}

/** The code of any thrown thing; what is not ours is `internal`. */
export const failureCode = (error: unknown): FailureCode =>
  error instanceof ApiFailure ? error.code : 'internal'

/** Whether that says that nobody is signed in here any more. */
export const isSignedOut = (error: unknown): boolean =>
  ['not_signed_in', 'signed_in_elsewhere'].includes(failureCode(error))
