import type { Box, Point } from '@sightline/detectors/geometry/point'

/** What may differ between two drawings of one sprite. */
export interface SpriteStyle {
  readonly colour?: string
  readonly second?: string
  readonly text?: string
  readonly hat?: boolean
  readonly apron?: boolean
}

/** A drawing. Lengths are canvas units at scale 1; `phase` counts the poses of a moving one from 0. */
export interface Sprite {
  readonly width: number
  readonly height: number
  /** The point that stands on the ground. */
  readonly foot: Point
  /** The object without its shadow: the ground truth's box. */
  readonly body: Box
  /** The body in each pose, where it changes with the pose. */
  readonly bodies?: readonly Box[]
  /** Of a person: hair to chin. */
  readonly head?: Box
  /** Of a person: both hands. */
  readonly hands?: Box
  /** Shines by itself, in the dark as by day. */
  readonly glows?: boolean
  readonly poses?: { readonly count: number; readonly seconds: number }
  readonly draw: (look: SpriteStyle, phase: number) => string
}
