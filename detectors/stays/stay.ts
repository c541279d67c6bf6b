import type { ObjectClass } from '../detection.ts'
import type { BoundRule, Dwell, FindingFlag, StayKind } from '../finding.ts'
import type { Box } from '../geometry/point.ts'
import type { Appearance } from '../tracking/appearance.ts'
import type { Track } from '../tracking/track.ts'
import type { Look } from './looks.ts'

/** A rule that watches something stay, bound to its zone. */
export interface StayBound extends BoundRule {
  readonly kind: StayKind
}

/** What a stay is called once it opened. */
export interface Opened {
  readonly id: string
  readonly at: number
  readonly confirmedAt: number | null
}

/** How often and since when it was seen elsewhere. */
export interface Away {
  readonly since: number
  readonly looks: number
  readonly isSure: boolean
}

/** One thing at one place under one rule, from its first sight there to its end. Plain data. */
export interface Stay {
  /** As it was when the stay began: a later version judges later stays. */
  readonly rule: StayBound
  readonly trackId: number
  /** The tracks that showed it, that one last. */
  readonly shownBy: readonly number[]
  /** Begin of the track's stand at this place: when the track stands since another time, it has moved. */
  readonly stoodFrom: number
  readonly class: ObjectClass
  readonly place: Box
  readonly box: Box
  /** Last seen at its place. */
  readonly seenAt: number
  /**
   * What can be claimed: the unbroken stretch in which it was seen here and the rule's condition held. Null: the looks
   * were too few so far.
   */
  readonly dwell: Dwell | null
  /**
   * The claim with what was seen after it, while that is not sure to belong to it: he walks, and may be walking off;
   * somebody may have come to the fire. After a cut, what may become the next claim.
   */
  readonly pending: Dwell | null
  /** How many looks there were since the claim's begin, whatever they showed. */
  readonly looked: number
  /** The claim was cut since: it does not grow across the cut. */
  readonly isBroken: boolean
  /** The stretch in which the place was seen empty since the stay's last sight. */
  readonly clear: Dwell | null
  /** Seen elsewhere since its last sight here; `isSure`: for long enough to say that it left. Null: not. */
  readonly away: Away | null
  /** Whether it stood, and did not walk, when it was last seen here. */
  readonly wasStanding: boolean
  /** How it looks; null: nobody asked a model, or it is nothing that models tell apart. */
  readonly appearance: Appearance | null
  /** The last looks, as far back as `looks.ts` remembers; none from before a cut. */
  readonly looks: readonly Look[]
  /** All that was noted of it so far. */
  readonly flags: readonly FindingFlag[]
  readonly finding: Opened | null
}

export const isConfirmed = ({ finding }: Stay): boolean => finding !== null && finding.confirmedAt !== null

export const isOwn = (stay: Stay, track: Track): boolean => stay.trackId === track.id
