import type { ErrorBody, ErrorCode } from '../contract/errors.ts'
import type { Failure } from '../law/failure.ts'
import { CodedError, type Facts } from '@sightline/infra/platform/error'

export type Problem = NonNullable<ErrorBody['problems']>[number]

/** The api says no, in a word of `contract/errors`: not a failure, and told to the caller as it is. */
export class Refusal extends CodedError {
  declare readonly code: ErrorCode
  readonly problems: readonly Problem[]
  constructor(code: ErrorCode, facts: Facts = {}, problems: readonly Problem[] = []) {
    super(code, facts)
    this.problems = problems
  }
}

/** Refuses what a guard of the law does not let pass. */
export function refuse(failure: Failure | null): void {
  if (failure) throw new Refusal(failure.code, failure.facts, failure.problems)
}

/** The value, or `not_found` naming what was looked for. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Refusal('not_found', { what })
  return value
}
