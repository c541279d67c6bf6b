import type { ViolationKind } from '@sightline/detectors/finding'
import type { AlertStatus } from '../../contract/alerts.ts'
import type { Permission } from '../../contract/people.ts'
import { ladderOf, longestTermMs, stepNeeds, type NewStep, type StepKind } from '../../contract/steps.ts'
import { Refusal } from '../refusal.ts'
import type { StandingStep } from './rectify.ts'

/** While an alert is open, people act on it; what became a case, or nothing, is not added to. */
export const openStatuses: readonly AlertStatus[] = ['new', 'claimed', 'passed_on', 'agreed_once']

export interface StepFacts {
  readonly kind: ViolationKind
  readonly status: AlertStatus
  readonly openedAt: number
  readonly now: number
  /** Those that count. */
  readonly steps: readonly StandingStep[]
  readonly permissions: readonly Permission[]
  readonly person: { readonly certificate: { readonly validUntil: number } | null }
}

/** What this person may record now, in the order of the ladder. */
export function allowedSteps({
  kind,
  status,
  permissions,
}: Pick<StepFacts, 'kind' | 'status' | 'permissions'>): StepKind[] {
  if (!openStatuses.includes(status)) return []
  return ladderOf(kind).steps.filter((step) => permissions.includes(stepNeeds[step].permission))
}

const isBetween = (at: number, from: number, to: number): boolean => from <= at && at <= to

function refuseTime(path: 'at' | 'dueAt', bounds: { from: number; to: number }): never {
  const message =
    path === 'at' ? 'not before the finding opened, not in the future' : 'after the order, within 180 days'
  throw new Refusal('step_time_invalid', { field: path, ...bounds }, [{ path, message }])
}

/** Times within what can be: the act after the finding opened and not in the future, a term after its order. */
function refuseTimes(facts: StepFacts, step: NewStep, at: number): void {
  if (!isBetween(at, facts.openedAt, facts.now)) refuseTime('at', { from: facts.openedAt, to: facts.now })
  if (step.kind !== 'order') return
  const [from, to] = [at + 1, at + longestTermMs]
  if (!isBetween(step.dueAt, from, to)) refuseTime('dueAt', { from, to })
}

/** When a step was taken: now, unless its author says otherwise. */
export const takenAt = (step: NewStep, now: number): number => step.at ?? now

/** Refuses what may not be recorded: by this person, of this alert, at this time. */
export function refuseStep(facts: StepFacts, step: NewStep): void {
  const { kind, status, person, permissions, now, steps } = facts
  if (!openStatuses.includes(status)) throw new Refusal('alert_action_refused', { status, action: step.kind })
  const ladder = ladderOf(kind).steps
  if (!ladder.includes(step.kind))
    throw new Refusal('step_not_for_kind', { kind, step: step.kind, steps: ladder })
  const needs = stepNeeds[step.kind]
  if (!permissions.includes(needs.permission))
    throw new Refusal('not_permitted', { step: step.kind, needs: needs.permission })
  const { certificate } = person
  if (needs.certificate && !(certificate && certificate.validUntil > now))
    throw new Refusal('ev_cert', { validUntil: certificate?.validUntil ?? null })
  const at = takenAt(step, now)
  refuseTimes(facts, step, at)
  const hasOrder = steps.some((one) => one.kind === 'order' && one.at <= at)
  if (step.kind === 'recheck' && !hasOrder) throw new Refusal('step_order_missing', { step: step.kind })
}
