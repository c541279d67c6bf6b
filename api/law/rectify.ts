import type { ViolationKind } from '@sightline/detectors/finding'
import { lawOf } from './kinds.ts'
import type { StandingStep } from './steps.ts'

/** What is still missing of: an order was served, its term ended, a re-check after it found it unmet, and it led to no case yet. */
export const rectifyGaps = ['order', 'term', 'recheck', 'non_compliance', 'spent'] as const
export type RectifyGap = (typeof rectifyGaps)[number]

/** What was done of a matter at a place, and when another case of it was last filed there. */
export interface Handled {
  readonly steps: readonly StandingStep[]
  readonly otherFiledAt: number | null
}

/**
 * What a case of this kind still lacks (R48); null: nothing, or no order is needed. The newest order counts; a re-check
 * counts from the end of its term on, and the newest of them speaks. One order leads to one case: what goes on after it is
 * ordered anew.
 */
export function rectifyMissing(
  kind: ViolationKind,
  { steps, otherFiledAt }: Handled,
  now: number,
): RectifyGap | null {
  if (!lawOf(kind).confirmsAfterRecheck) return null
  const inOrder = steps.toSorted((a, b) => a.at - b.at)
  const order = inOrder.findLast((step) => step.kind === 'order')
  if (!order || order.dueAt === null) return 'order'
  const { dueAt } = order
  if (otherFiledAt !== null && dueAt <= otherFiledAt) return 'spent'
  if (now < dueAt) return 'term'
  const recheck = inOrder.findLast((step) => step.kind === 'recheck' && step.at >= dueAt)
  if (!recheck) return 'recheck'
  return recheck.complied === false ? null : 'non_compliance'
}
