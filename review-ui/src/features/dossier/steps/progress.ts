import type { ViolationKind } from '@sightline/detectors/finding'
import { type Step } from '@sightline/api/contract/steps'
import { isWarning, type StepKind } from '@sightline/api/law/steps'
import { lawOf } from '@sightline/api/law/kinds'

/** A rung of the ladder: what was done of it, oldest first. `skipped`: a later one was done and this was not. */
export interface Rung {
  readonly kind: StepKind
  readonly state: 'done' | 'next' | 'later' | 'skipped'
  readonly steps: readonly Step[]
}

/** What must be done by when, epoch ms. */
export interface Due {
  readonly kind: StepKind
  readonly at: number
}

export interface Progress {
  readonly rungs: readonly Rung[]
  readonly due: Due | null
}

const standing = (steps: readonly Step[]): Step[] => steps.filter((step) => step.undone === null)

/** A re-check is due when the newest order's term ends, until one is done after that end, or finds it met before. */
function dueOf(steps: readonly Step[]): Due | null {
  const order = steps.findLast((step) => step.kind === 'order')
  if (!order || order.dueAt === null) return null
  const { at: orderedAt, dueAt } = order
  const isChecked = steps.some(
    ({ kind, at, complied }) => kind === 'recheck' && (at >= dueAt || (at >= orderedAt && complied === true)),
  )
  return isChecked ? null : { kind: 'recheck', at: dueAt }
}

/** How far a ladder was climbed; steps that were taken back count for nothing. `steps` by time, oldest first. */
export function progressOf(kind: ViolationKind, steps: readonly Step[]): Progress {
  const done = standing(steps)
  const due = dueOf(done)
  const ladder = lawOf(kind).ladder
  const isDone = (one: StepKind): boolean => done.some((step) => step.kind === one) && due?.kind !== one
  const last = ladder.findLastIndex(isDone)
  const rungs = ladder.map((one, i): Rung => {
    const state = isDone(one) ? 'done' : i < last ? 'skipped' : i === last + 1 ? 'next' : 'later'
    return { kind: one, state, steps: steps.filter((step) => step.kind === one) }
  })
  return { rungs, due }
}

/** For how long the accused was still seen after the first warning, ms; null: nobody warned. 0: not seen again. */
export function stayedAfterWarning(steps: readonly Step[], lastSeenAt: number): number | null {
  const first = standing(steps).find((step) => isWarning(step.kind))
  return first ? Math.max(0, lastSeenAt - first.at) : null
}
