import type { Box } from '@sightline/detectors/geometry/point'
import type { SeeingManifest } from '../manifest.ts'
import type { Area } from '../raster/raster.ts'
import type { SharedPart } from '../raster/shared-part.ts'

/** What a worker is started with that looks at parts of pictures. */
export interface PartSetup {
  readonly path: string
  readonly manifest: SeeingManifest
  readonly threshold: number
}

/** A part to be looked at, in 0..1 of the camera's picture. */
export interface PartRegion {
  readonly shown: Box
  /** What a classifier's answer is about, where more than that is shown. */
  readonly about?: Box
  /** One of several that overlap: what its edges cut off is whole in another, or in the whole picture, and left to that. */
  readonly isTile?: boolean
}

/** Parts of one picture to be looked at. */
export interface PartTask {
  /** Unchanged until the answer is there. */
  readonly picture: SharedPart
  /** Where in it the camera's picture lies, in whole pixels; the rest is bars. */
  readonly content: Area
  readonly regions: readonly PartRegion[]
}
