import type { ViolationKind } from '@sightline/detectors/finding'
import { ladderOf, type StepKind } from '../../contract/steps.ts'

/** What is still missing of: an order was served, its term ended, a re-check after it found that it was not met. */
export type RectifyMissing = 'order' | 'term' | 'recheck' | 'non_compliance'

/** A step that stands, as the law looks at it. */
export interface StandingStep {
  readonly kind: StepKind
  readonly at: number
  readonly dueAt: number | null
  readonly complied: boolean | null
}

/**
 * What a case of this kind still lacks (R48); null: nothing, or no order is needed. The newest order counts; a re-check
 * counts from the end of its term on, and the newest of them speaks.
 */
export function rectifyMissing(
  kind: ViolationKind,
  steps: readonly StandingStep[],
  now: number,
): RectifyMissing | null {
  if (!ladderOf(kind).confirmsAfterRecheck) return null
  const inOrder = steps.toSorted((a, b) => a.at - b.at)
  const order = inOrder.findLast((step) => step.kind === 'order')
  if (!order || order.dueAt === null) return 'order'
  const { dueAt } = order
  if (now < dueAt) return 'term'
  const recheck = inOrder.findLast((step) => step.kind === 'recheck' && step.at >= dueAt)
  if (!recheck) return 'recheck'
  return recheck.complied === false ? null : 'non_compliance'
}
