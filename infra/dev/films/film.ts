import type { ObjectClass } from '@sightline/detectors/detection'
import type { StayKind } from '@sightline/detectors/finding'
import type { Point } from '@sightline/detectors/geometry/point'
import type { ModelFile } from '@sightline/models/manifest'

/** Where somebody's box is at a second of the film, in 0..1 of the picture; between two of them it moves in a straight line. */
export type Place = readonly [second: number, left: number, top: number, right: number, bottom: number]

/** One person or thing of a film, as whoever looked at it wrote it down: seconds of the film, from inclusive, to exclusive. */
export interface Seen {
  readonly who: string
  readonly class: ObjectClass
  /** From its first to its last place it is in sight. */
  readonly places: readonly Place[]
}

/** A stay of somebody in a zone: from coming to rest there to walking off. */
export interface Stayed {
  readonly who: string
  readonly from: number
  readonly to: number
}

/** One rule on one zone of a film, with what is truly there. Nobody in `stays`: whatever is found is false. */
export interface FilmRule {
  readonly kind: StayKind
  readonly params: Readonly<Record<string, number | boolean>>
  readonly polygon: readonly Point[]
  readonly stays: readonly Stayed[]
}

/** `there-and-back`: forwards, then backwards, so that a loop has no cut. */
export type Turning = 'forwards' | 'there-and-back'

export interface Film {
  readonly id: string
  /** What is to be seen in it. */
  readonly shows: string
  /** The same pictures, however they are coded: the first that can be had is played. */
  readonly copies: readonly ModelFile[]
  readonly licence: string
  readonly attribution: string
  readonly turning: Turning
  readonly seconds: number
  /** Pictures a second. */
  readonly fps: number
  /** Those who are written down: all who come into a zone, where any are. */
  readonly seen: readonly Seen[]
  readonly rules: readonly FilmRule[]
}

type Sides = readonly [left: number, top: number, right: number, bottom: number]

/** A rectangle as a polygon. */
export const rectangle = ([left, top, right, bottom]: Sides): readonly Point[] => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
]
