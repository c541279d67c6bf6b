import type { BoundRule, StayKind } from '@sightline/detectors/finding'
import { ordinaryEye, perfectEye, type Eye } from '../simulator/truth-frames.ts'
import type { FalseBoxes } from './rules-false-boxes.ts'

/** What one rule is measured on. */
export interface RulePlan {
  readonly kind: StayKind
  /** Variations of each scene, and how often its loop is played on end. */
  readonly scenes: readonly (readonly [sceneId: string, variations: number, loops: number])[]
  /** What differs from the rule's defaults, where a scene is shorter than these are. */
  readonly params: BoundRule['params']
}

const kitchens = [
  ['kitchen', 50, 1],
  ['kitchen-cat', 50, 1],
] as const

/** Every rule that has a scene, with its look-alikes; at least a hundred variations each. */
export const rulePlans: readonly RulePlan[] = [
  {
    kind: 'illegal_parking',
    scenes: [
      ['pavement', 50, 1],
      ['pavement-hidden', 50, 1],
    ],
    params: { graceSeconds: 30 },
  },
  {
    kind: 'street_vending',
    scenes: [
      ['plaza-stall', 34, 1],
      ['plaza', 33, 7],
      ['plaza-quiet', 33, 1],
    ],
    params: { graceSeconds: 60 },
  },
  {
    kind: 'angling',
    scenes: [
      ['reservoir', 50, 4],
      ['reservoir-walkers', 50, 2],
    ],
    params: {},
  },
  {
    kind: 'open_burning',
    scenes: [
      ['yard-fire', 50, 1],
      ['yard-quiet', 50, 1],
    ],
    params: {},
  },
  { kind: 'kitchen_no_hat', scenes: kitchens, params: {} },
  { kind: 'kitchen_animal', scenes: kitchens, params: {} },
  { kind: 'kitchen_rodent', scenes: kitchens, params: {} },
]

/** What stands in for a network. Not the network itself: `recall.it.test.ts` measures those. */
export interface EyeModel {
  readonly name: string
  /** Misses, jitter, scores: its numbers are in `truth-frames.ts`. */
  readonly eye: Eye
  readonly falseBoxes?: FalseBoxes
  /** Measured on every so many-th variation: to an eye without chance they differ little. */
  readonly oneIn: number
}

/** The networks' floor is one false box in twenty; with the two to five things of these scenes that is 0.1 to 0.25 a look. */
const ordinaryFalseBoxes: FalseBoxes = {
  ...{ straySharePerLook: 0.1, lastingSeconds: [5, 20], lastingSeenShare: 0.4 },
  ...{ leastScore: 0.25, bestScore: 0.6 },
}

export const eyeModels: readonly EyeModel[] = [
  { name: 'perfect', eye: perfectEye, oneIn: 5 },
  { name: 'ordinary', eye: ordinaryEye, falseBoxes: ordinaryFalseBoxes, oneIn: 1 },
]

/** Every how many ms a look is taken: while something goes on, and of a still scene. */
export const cadences = [
  { name: '5 fps', everyMs: 200 },
  { name: 'key frames, 2 s', everyMs: 2000 },
] as const
