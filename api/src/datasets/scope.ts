import type { ViolationKind } from '@sightline/detectors/finding'
import type { DatasetAsked } from '../../contract/datasets.ts'
import { dayOf } from '../../law/calendar.ts'
import { exclusionFailure } from '../../law/exclusions.ts'
import { refuse, Refusal, type Problem } from '../refusal.ts'

const dayMs = 86_400_000
/** The first moment of a day in Asia/Shanghai. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** What an approval allows, as it was recorded. */
export interface Approved {
  readonly validUntil: string
  readonly kinds: readonly ViolationKind[]
  readonly sourceIds: readonly string[]
  readonly allSources: boolean
  readonly fromDay: string
  readonly toDay: string
  readonly coversPlates: boolean
  readonly recordedById: string
  readonly withdrawal: object | null
}

/** Which findings: by kind, source (null: all) and the moment they opened. */
export interface Scope {
  readonly kinds: readonly ViolationKind[]
  readonly sourceIds: readonly string[] | null
  readonly from: number
  readonly to: number
}

export type ApprovalState = 'in_force' | 'expired' | 'withdrawn'

/** As of now; the last day is itself included. */
export function stateOf({ withdrawal, validUntil }: Approved, now: number): ApprovalState {
  if (withdrawal !== null) return 'withdrawn'
  return dayOf(now) > validUntil ? 'expired' : 'in_force'
}

/**
 * Whether this person may take anything out by this approval now. Whoever recorded it may not: what was signed is vouched
 * for by one person, and taken out by another.
 */
export function refuseUse(approval: Approved, { now, personId }: { now: number; personId: string }): void {
  const state = stateOf(approval, now)
  if (state === 'withdrawn') throw new Refusal('dataset_approval_withdrawn')
  if (state === 'expired') throw new Refusal('dataset_approval_expired', { validUntil: approval.validUntil })
  refuse(exclusionFailure('use_dataset_approval', personId, { recorder: [approval.recordedById] }))
}

type Wanted = Pick<DatasetAsked, 'set' | 'kinds' | 'sourceIds' | 'fromDay' | 'toDay'>

/** Every place where more is asked for than was approved. */
function beyond(approval: Approved, asked: Wanted): Problem[] {
  const { kinds = [], sourceIds = [], fromDay = approval.fromDay, toDay = approval.toDay } = asked
  const isSource = (id: string): boolean => approval.allSources || approval.sourceIds.includes(id)
  const problem = (path: string, message: string): Problem => ({ path, message })
  return [
    ...kinds.filter((kind) => !approval.kinds.includes(kind)).map((kind) => problem('kinds', kind)),
    ...sourceIds.filter((id) => !isSource(id)).map((id) => problem('sourceIds', id)),
    ...(fromDay < approval.fromDay ? [problem('fromDay', `>= ${approval.fromDay}`)] : []),
    ...(toDay > approval.toDay ? [problem('toDay', `<= ${approval.toDay}`)] : []),
    ...(fromDay > toDay ? [problem('toDay', `>= ${fromDay}`)] : []),
  ]
}

/** What is asked for within what is approved; anything beyond it is `dataset_out_of_scope`, naming each place. */
export function scopeOf(approval: Approved, asked: Wanted): Scope {
  const problems = beyond(approval, asked)
  if (problems.length > 0) throw new Refusal('dataset_out_of_scope', {}, problems)
  if (asked.set === 'plates' && !approval.coversPlates) throw new Refusal('dataset_plates_not_covered')
  return {
    kinds: asked.kinds ?? approval.kinds,
    sourceIds: asked.sourceIds ?? (approval.allSources ? null : approval.sourceIds),
    from: startOf(asked.fromDay ?? approval.fromDay),
    to: startOf(asked.toDay ?? approval.toDay) + dayMs - 1,
  }
}
