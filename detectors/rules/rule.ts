import type { ObjectClass } from '../detection.ts'
import type { BoundRule, DropReason, FindingFlag, ViolationKind } from '../finding.ts'
import type { Box } from '../geometry/point.ts'
import type { Track } from '../tracking/track.ts'

interface Named {
  readonly zh: string
  readonly en: string
}

/**
 * `min` and `max` are what may be set; below `floor` the judgement itself does not go, whatever is stored. `widths`:
 * of the thing itself.
 */
export interface NumberParam extends Named {
  readonly key: string
  readonly type: 'number'
  readonly unit: 'seconds' | 'share' | 'count' | 'widths'
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

/**
 * When a stay becomes a finding (`stillMs`), is confirmed (`graceMs` later), and how long it may go unseen between.
 * `hits`: the condition counts only while it held in so many of the last `of` looks; absent: one look is enough.
 */
export interface Timing {
  readonly stillMs: number
  readonly graceMs: number
  readonly maxGapMs: number
  readonly hits?: { readonly least: number; readonly of: number }
  /** What becomes of a claim, it becomes of who has just stood at one spot for so long. Absent: that is not asked. */
  readonly standMs?: number
}

/** What a claim must rest on at least, besides its time. */
export interface LeastProof {
  readonly looks: number
  /** Of the looks made meanwhile that could show the thing, so many must have: at full rate and at key frames alike. */
  readonly share: number
}

/**
 * By the rule's own count where it has one, else five looks and three in ten. Example: five looks a second, 20 s to be
 * proven: 30 of 100 looks; a key frame every four seconds: 5 looks, so that the shortest times take a little longer.
 */
export const leastProofOf = ({ hits }: Timing): LeastProof =>
  hits ? { looks: hits.least, share: 0.5 } : { looks: 5, share: 0.3 }

/**
 * How a thing is known to be there still. `stand`: it stands where it stopped. `linger`: it keeps within `reach` of
 * where it settled, as people do who sway, sit down and pace. `cluster`: so does any of several things, which together
 * are one stay. `zone`: whatever fulfils the condition anywhere in the zone is one and the same stay.
 */
export type Presence =
  { readonly how: 'stand' | 'zone' } | { readonly how: 'linger' | 'cluster'; readonly reach: number }

/**
 * `surely`: the claim ends with what was seen before anything spoke against it. `perhaps`: what is seen now is claimed
 * only once that has come to nothing, and nothing opens or is confirmed meanwhile.
 */
export type Denial = 'surely' | 'perhaps' | 'no'

/** What else is known at the moment of a judgement: everything followed, also what this frame did not show. */
export interface Around {
  readonly at: number
  readonly tracks: readonly Track[]
}

interface Described {
  readonly kind: ViolationKind
  readonly name: Named
  readonly description: Named
  readonly params: readonly ParamDescription[]
  /** Classes to be tracked for it. */
  readonly reads: (params: Params) => readonly ObjectClass[]
  /** Sets of classes, any one of which is enough for it to find anything at all. */
  readonly needs: (params: Params) => readonly (readonly ObjectClass[])[]
  readonly timing: (params: Params) => Timing
}

/**
 * One kind of violation that consists in staying: what it is called, what may be set, which things it reads, and
 * whether one of them fulfils its condition now. Hours and dwell are kept for all rules alike by `stays/`.
 */
export interface StayRule extends Described {
  readonly of: 'tracks'
  readonly presence: (params: Params) => Presence
  /** Whether it applies in the zone's hours (the usual), outside them, or at all times. */
  readonly hours?: 'outside' | 'always'
  /** Null when the condition holds where the track stands now; else why not. Pure. */
  readonly judge: (track: Track, rule: BoundRule, around: Around) => DropReason | null
  /**
   * Since when the condition that holds now has held for this track, where it was seen: what takes time to be known
   * (goods that settle, a flame that flickers) is not counted late. Absent: since now. Reaches back as far as looks are
   * remembered (`stays/looks.ts`), never before the rule or its hours came into force.
   */
  readonly since?: (track: Track, rule: BoundRule, around: Around) => number
  /** So many looks are remembered at least, where what is waited for takes longer to be known at key frames. */
  readonly looksKept?: number
  /** Only looks at one and the same track prove it: what is scattered does not add up. */
  readonly isOneThing?: true
  /** A claim begins only when the looks show it at so many places: what is taken for another thing once has not run. */
  readonly leastPlaces?: number
  /** Whether something else ends a claim, whatever is seen: somebody is with the fire. `place` is the stay's. */
  readonly denial?: (place: Box, rule: BoundRule, around: Around) => Denial
  /** What a reviewer must know of a sight; once noted it stays with the finding. */
  readonly marks?: (place: Box, rule: BoundRule, around: Around) => readonly FindingFlag[]
  /** It ceases rather than leaves. */
  readonly ceases?: true
}

/** A kind that is concluded from the camera's own health, by `health.ts`. */
export interface HealthRule extends Described {
  readonly of: 'camera'
}

export type Rule = StayRule | HealthRule

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
