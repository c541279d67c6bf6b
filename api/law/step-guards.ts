import type { ViolationKind } from '@sightline/detectors/finding'
import { certificateFailure, type Certificate } from './certificate.ts'
import type { Failure } from './failure.ts'
import { lawOf } from './kinds.ts'
import { statusFailure, unconfirmedFailure } from './opened.ts'
import { openStatuses, type AlertStatus } from './statuses.ts'
import {
  beforeConfirmed,
  longestTermMs,
  needsCertificate,
  type StandingStep,
  type StepKind,
} from './steps.ts'

/** A step that somebody wants recorded. `at`: when it was taken, epoch ms; null: now. */
export interface AskedStep {
  readonly kind: StepKind
  readonly at: number | null
  /** The end of an order's term. */
  readonly dueAt?: number
}

export interface StepFacts {
  readonly kind: ViolationKind
  readonly status: AlertStatus
  readonly openedAt: number
  readonly now: number
  /** Those that count. */
  readonly steps: readonly StandingStep[]
  /** What this person has the right to record. */
  readonly permitted: readonly StepKind[]
  readonly person: { readonly certificate: Certificate | null }
  /** Code of administrative divisions of where it was; empty: not told. */
  readonly place: string
}

/** What this person may record now, in the order of the ladder. */
export function allowedSteps({
  kind,
  status,
  permitted,
}: Pick<StepFacts, 'kind' | 'status' | 'permitted'>): StepKind[] {
  if (!openStatuses.includes(status)) return []
  const may = (step: StepKind): boolean =>
    permitted.includes(step) && stepUnconfirmed({ status }, step) === null
  return lawOf(kind).ladder.filter(may)
}

/** Of what runs in its grace people may remind and look, and nothing that takes a violation for granted. */
const stepUnconfirmed = ({ status }: Pick<StepFacts, 'status'>, step: StepKind): Failure | null =>
  status === 'opened' && beforeConfirmed[step] ? null : unconfirmedFailure({ status }, step)

const isBetween = (at: number, from: number, to: number): boolean => from <= at && at <= to

function wrongTime(path: 'at' | 'dueAt', bounds: { from: number; to: number }): Failure {
  const message =
    path === 'at' ? 'not before the finding opened, not in the future' : 'after the order, within 180 days'
  return { code: 'step_time_invalid', facts: { field: path, ...bounds }, problems: [{ path, message }] }
}

/** Times within what can be: the act after the finding opened and not in the future, a term after its order. */
function timeFailure({ openedAt, now }: StepFacts, step: AskedStep): Failure | null {
  const at = takenAt(step, now)
  if (!isBetween(at, openedAt, now)) return wrongTime('at', { from: openedAt, to: now })
  if (step.dueAt === undefined) return null
  const [from, to] = [at + 1, at + longestTermMs]
  return isBetween(step.dueAt, from, to) ? null : wrongTime('dueAt', { from, to })
}

/** When a step was taken: now, unless its author says otherwise. */
export const takenAt = (step: Pick<AskedStep, 'at'>, now: number): number => step.at ?? now

/** Why a step may not be recorded: by this person, of this alert, at this time; null: it may. */
export function stepFailure(facts: StepFacts, step: AskedStep): Failure | null {
  const { kind, status, person, permitted, now, steps, place } = facts
  const unconfirmed = stepUnconfirmed(facts, step.kind)
  if (unconfirmed) return unconfirmed
  if (!openStatuses.includes(status)) return statusFailure({ status }, step.kind)
  const { ladder } = lawOf(kind)
  if (!ladder.includes(step.kind))
    return { code: 'step_not_for_kind', facts: { kind, step: step.kind, steps: ladder } }
  if (!permitted.includes(step.kind)) return { code: 'not_permitted', facts: { step: step.kind } }
  const uncertified = certificateFailure(person.certificate, { at: now, place })
  if (needsCertificate[step.kind] && uncertified) return uncertified
  const wrong = timeFailure(facts, step)
  if (wrong) return wrong
  const at = takenAt(step, now)
  const hasOrder = steps.some((one) => one.kind === 'order' && one.at <= at)
  return step.kind === 'recheck' && !hasOrder
    ? { code: 'step_order_missing', facts: { step: step.kind } }
    : null
}
