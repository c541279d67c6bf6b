import type { ObjectClass } from '../detection.ts'
import type { BoundRule, DropReason, ViolationKind } from '../finding.ts'
import type { Track } from '../tracking/track.ts'

interface Named {
  readonly zh: string
  readonly en: string
}

/** `min` and `max` are what may be set; below `floor` the judgement itself does not go, whatever is stored. */
export interface NumberParam extends Named {
  readonly key: string
  readonly type: 'number'
  readonly unit: 'seconds' | 'share'
  readonly min: number
  readonly max: number
  readonly default: number
  readonly floor?: number
}
export interface BooleanParam extends Named {
  readonly key: string
  readonly type: 'boolean'
  readonly default: boolean
}
export type ParamDescription = NumberParam | BooleanParam

export type Params = BoundRule['params']

/** When a stay becomes a finding (`stillMs`), is confirmed (`graceMs` later), and how long it may go unseen between. */
export interface Timing {
  readonly stillMs: number
  readonly graceMs: number
  readonly maxGapMs: number
}

/**
 * One kind of violation that consists in staying: what it is called, what may be set, which things it reads, and
 * whether one of them fulfils its condition now. Hours and dwell are kept for all rules alike by `stays.ts`.
 */
export interface Rule {
  readonly kind: ViolationKind
  readonly name: Named
  readonly description: Named
  readonly params: readonly ParamDescription[]
  /** Classes to be tracked for it. */
  readonly reads: (params: Params) => readonly ObjectClass[]
  readonly timing: (params: Params) => Timing
  /** Null when the condition holds where the track stands now; else why not. Pure. */
  readonly judge: (track: Track, rule: BoundRule) => DropReason | null
}

/** The value in force: what is set, else the default, and never below the floor. */
export function numberOf(params: Params, { key, default: fallback, floor }: NumberParam): number {
  const value = params[key]
  const set = typeof value === 'number' && Number.isFinite(value) ? value : fallback
  return floor === undefined ? set : Math.max(floor, set)
}

/** The value in force: what is set, else the default. */
export function isOn(params: Params, { key, default: fallback }: BooleanParam): boolean {
  const value = params[key]
  return typeof value === 'boolean' ? value : fallback
}
