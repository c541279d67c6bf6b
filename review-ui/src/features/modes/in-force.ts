import type { EvidenceModeRow } from '@sightline/api/contract/evidence-modes'

const approvedAt = ({ decision }: EvidenceModeRow): number => (decision?.isApproved ? decision.at : 0)

/** Whether this row is what holds now: approved, and nothing of its kind and source was approved later. */
export const inForce = (all: readonly EvidenceModeRow[], one: EvidenceModeRow): boolean =>
  approvedAt(one) > 0 &&
  all.every(
    (other) =>
      other.kind !== one.kind || other.sourceKind !== one.sourceKind || approvedAt(other) <= approvedAt(one),
  )
