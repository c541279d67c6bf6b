import { CodedError, type Facts } from '@sightline/infra/platform/error'

/** Why an address is of no use. The api shows them as `probe_…`. */
export type ProbeCode =
  'unreachable' | 'unauthorised' | 'not_found' | 'no_video' | 'silent' | 'unsupported_codec'

export class ProbeFault extends CodedError {
  override readonly name: string = 'ProbeFault'
  declare readonly code: ProbeCode

  constructor(code: ProbeCode, facts: Facts = {}) {
    super(code, facts)
  }
}
