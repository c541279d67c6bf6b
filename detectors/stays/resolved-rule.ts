import type { StayKind } from '../finding.ts'
import { isActive } from '../hours.ts'
import type { StayRule, Timing } from '../rules/rule.ts'
import { mannerOf, type Manner } from './manner.ts'
import type { StayBound } from './stay.ts'

/** What every kind of stay says of itself: handed in, so that the life of a stay knows no kind by name. */
export type StayKinds = Readonly<Record<StayKind, StayRule>>

/** A bound rule with what its kind makes of its parameters. Worked out when it is needed; never saved. */
export interface ResolvedRule {
  readonly bound: StayBound
  readonly kind: StayRule
  readonly timing: Timing
  readonly manner: Manner
}

export function resolveRule(kinds: StayKinds, bound: StayBound): ResolvedRule {
  const kind = kinds[bound.kind]
  return {
    bound,
    kind,
    timing: kind.timing(bound.params),
    manner: mannerOf(kind.presence(bound.params)),
  }
}

export const isInForce = ({ kind, bound }: Pick<ResolvedRule, 'kind' | 'bound'>, at: number): boolean =>
  kind.hours === 'always' || isActive(bound.zone.hours, at) === (kind.hours !== 'outside')
