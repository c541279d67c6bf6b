import type { ObjectClass } from '@sightline/detectors/detection'
import type { Box } from '@sightline/detectors/geometry/point'
import type { Embedder } from '@sightline/models/crops/open-crop-model'
import type { DetectorManifest, LooksAt, ModelInput } from '@sightline/models/manifest'
import type { Detector } from '@sightline/models/session/detector'
import type { PoseModel } from '@sightline/models/pose/open-pose'
import type { PartDetector } from '@sightline/models/session/part-detector'

export type LeastPx = NonNullable<DetectorManifest['leastPx']>

/** The model that looks at every picture that is worth a look. */
export interface MainModel {
  readonly detector: Detector
  readonly input: ModelInput
  readonly classes: readonly ObjectClass[]
  /** The smallest things that it makes out, px of its input. Absent: not measured, and nothing is said of it. */
  readonly leastPx?: LeastPx
  /** The same at enlarged parts of a picture. */
  readonly closeUp: Pick<PartDetector, 'look'>
}

/** A model that looks only for rules that read one of its classes, and at what its manifest says. */
export interface FurtherModel {
  readonly model: PartDetector['model']
  readonly look: PartDetector['look']
  readonly looksAt: LooksAt
  readonly classes: readonly ObjectClass[]
}

/** All that a worker looks with at the moment. Another object whenever one comes or goes. */
export interface ModelSet extends MainModel {
  readonly further: readonly FurtherModel[]
  /** Tells people apart, for sources whose rules are about people; null where it is not there. */
  readonly embedder: Pick<Embedder, 'model' | 'look'> | null
  /** Tells where people's joints are, for sources whose rules are about heads, hands and clothes; null: as `embedder`. */
  readonly pose: Pick<PoseModel, 'model' | 'look'> | null
  /** What all of them can report. */
  readonly offered: readonly ObjectClass[]
}

/** A model that looked at a frame, for the evidence. */
export interface LookedWith {
  readonly name: string
  readonly sha256: string
  readonly threshold: number
  readonly classes: readonly ObjectClass[]
  /** Enlarged parts of the picture that it looked at besides. */
  readonly closeUps?: readonly Box[]
}
