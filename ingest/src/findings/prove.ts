import type { BoundRule, FindingEvent } from '@sightline/detectors/finding'
import { checkClaim } from '@sightline/detectors/proof/check-claim'
import type { Asked, ProofFailure, ProofFrame, StayClaim } from '@sightline/detectors/proof/claim'
import { rules } from '@sightline/detectors/rules/table'
import { ownIn } from './own-box.ts'
import type { TraceFrame } from './trace-log.ts'

type Rule = Pick<BoundRule, 'params' | 'zone'> & { readonly kind: FindingEvent['kind'] }

/** What the rule of a stay asks for; null: it is no rule about stays, and nothing is to be proven by looks. */
export function askedBy({ kind, params, zone }: Rule): Asked | null {
  const asked = rules[kind]
  if (asked.of === 'camera') return null
  const { presence, timing, hours = 'inside' } = asked
  return { presence: presence(params), timing: timing(params), hours, zone }
}

/** What the frames of a trace say against a claim; empty: nothing. */
export function proveClaim(
  claim: StayClaim,
  rule: Rule,
  frames: readonly ProofFrame[],
): readonly ProofFailure[] {
  const asked = askedBy(rule)
  return asked ? checkClaim(claim, asked, frames) : []
}

/** The judged frames as the trace of a finding would show them. */
export const toProofFrames = (
  frames: readonly TraceFrame[],
  { trackIds, box }: Pick<FindingEvent, 'trackIds' | 'box'>,
): readonly ProofFrame[] =>
  frames.map(({ at, shift, detections, tracks }) => ({
    at,
    ...(shift && { shift }),
    detections,
    own: ownIn({ tracks, ...(shift && { shift }) }, { trackIds, near: box }),
  }))
