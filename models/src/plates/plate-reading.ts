import type { Point } from '@sightline/detectors/geometry/point'
import type { ReadCharacter } from './read-line.ts'

export type PlateColour = 'blue' | 'green' | 'yellow'

/** One plate in one picture. A reading accuses nobody: only readings of several pictures that agree name a plate. */
export interface PlateReading {
  /** As read, separators left out; '' where nothing was. */
  readonly text: string
  readonly characters: readonly ReadCharacter[]
  readonly colour: PlateColour
  readonly rows: 1 | 2
  /** Of the plate in the picture, 0..1: top left, top right, bottom right, bottom left. */
  readonly corners: readonly [Point, Point, Point, Point]
  /** In pixels of the picture. */
  readonly heightPx: number
  /** The detector's own, 0..1. */
  readonly score: number
}
