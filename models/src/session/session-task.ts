import type { Detection } from '@sightline/detectors/detection'
import type { DetectorManifest } from '../manifest.ts'
import type { Size } from '../letterbox.ts'

/** What a session worker is started with. */
export interface SessionSetup {
  readonly path: string
  readonly manifest: DetectorManifest
  readonly threshold: number
}

/** One frame for a session worker: rgb24 of the size of the input, in memory both sides see. */
export interface SessionTask {
  readonly frame: SharedArrayBuffer
  readonly picture: Size
}

/** What it saw, and how long the model and its decoder took. */
export interface SessionResult {
  readonly detections: Detection[]
  readonly ms: number
}
