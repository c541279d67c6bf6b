import type { BoundRule, StayKind, Zone } from '@sightline/detectors/finding'
import { ordinaryStandIn, perfectStandIn, type StandIn } from '../simulator/truth-frames.ts'
import type { Tempo } from '../simulator/vary-times.ts'
import type { FalseBoxes } from './rules-false-boxes.ts'

/** A scene, in how many variations, and how much slower or faster it may be (`vary-times.ts`). */
export type PlannedScene = readonly [sceneId: string, variations: number, tempo?: Tempo]

/** What one rule is measured on. */
export interface RulePlan {
  readonly kind: StayKind
  /** What the scenes are about, where a rule is measured on several kinds of them. */
  readonly about?: string
  readonly scenes: readonly PlannedScene[]
  /** What differs from the rule's defaults, where a scene is shorter than these are. */
  readonly params: BoundRule['params']
  /** The zone's hours; always where absent. */
  readonly hours?: Zone['hours']
}

export const usualTempo: Tempo = [0.85, 1.25]

/** About twice as fast: six minutes of a stall in three. */
const brisk: Tempo = [0.45, 0.65]

/** A little faster: what is there for eight minutes is there for six and a half at least. */
const nearly: Tempo = [0.8, 1]

/** Of the scenes, the bare-headed cook and the cat; every one of them is a look-alike to most of the rules. */
const common = [
  ['kitchen', 20],
  ['kitchen-cat', 20],
] as const

const dress = (kind: StayKind, sceneId: string): RulePlan => ({
  kind,
  scenes: [[sceneId, 60], ...common],
  params: {},
})

/** Open from the second minute of the film on: Mondays from 10:02. */
const fromTwoPast = [{ days: [1], fromMinute: 602, toMinute: 1320 }]

/** Every rule with its look-alikes; at least a hundred variations each. */
export const rulePlans: readonly RulePlan[] = [
  {
    kind: 'illegal_parking',
    scenes: [
      ['pavement', 50],
      ['pavement-hidden', 50],
    ],
    params: { graceSeconds: 30 },
  },
  {
    kind: 'street_vending',
    scenes: [
      ['plaza-stall', 50, brisk],
      ['plaza-quiet', 25, brisk],
      ['plaza-passing', 25, brisk],
    ],
    params: { stillSeconds: 100, graceSeconds: 60 },
  },
  {
    kind: 'shop_front',
    scenes: [
      ['shop-goods', 60],
      ['shop-inside', 40],
    ],
    params: { stillSeconds: 120, graceSeconds: 60 },
  },
  {
    kind: 'angling',
    scenes: [
      ['reservoir-angler', 60],
      ['reservoir-walkers', 40],
    ],
    params: {},
  },
  {
    kind: 'open_burning',
    scenes: [
      ['yard-fire', 50],
      ['yard-quiet', 25],
      ['yard-lamp', 25],
    ],
    params: {},
  },
  {
    kind: 'kitchen_no_hat',
    scenes: [
      ['kitchen', 30],
      ['kitchen-hat', 40],
      ['kitchen-cat', 30],
    ],
    params: {},
  },
  dress('kitchen_no_mask', 'kitchen-mask'),
  dress('kitchen_no_uniform', 'kitchen-uniform'),
  dress('kitchen_smoking', 'kitchen-smoker'),
  dress('kitchen_no_gloves', 'kitchen-gloves'),
  dress('kitchen_stranger', 'kitchen-stranger'),
  { kind: 'kitchen_phone', scenes: [['kitchen-phone', 60], ...common], params: {} },
  {
    kind: 'kitchen_rodent',
    scenes: [
      ['kitchen-rat', 60],
      ['kitchen-cat', 20],
      ['kitchen-peep', 20],
    ],
    params: {},
  },
  {
    kind: 'kitchen_animal',
    scenes: [
      ['kitchen-cat', 50],
      ['kitchen-peep', 25],
      ['kitchen-rat', 25],
    ],
    params: {},
  },
  {
    kind: 'kitchen_bin_open',
    scenes: [
      ['kitchen-bin', 60],
      ['kitchen-floor', 40],
    ],
    params: { stillSeconds: 120 },
  },
  {
    kind: 'kitchen_food_on_floor',
    scenes: [
      ['kitchen-floor', 60],
      ['kitchen-bin', 40],
    ],
    params: { stillSeconds: 120 },
  },
  {
    kind: 'kitchen_fire_unattended',
    scenes: [
      ['kitchen-fire', 60, nearly],
      ['kitchen-fire-minded', 40, nearly],
    ],
    params: {},
  },
  {
    kind: 'kitchen_after_hours',
    scenes: [['kitchen-closed', 100]],
    params: {},
    hours: fromTwoPast,
  },
]

/** Scenes full of what is no person and looks like one (statues, posters, posts, figures in a window), with and without somebody. */
export const lookAlikePlan: RulePlan = {
  kind: 'angling',
  about: 'look-alikes',
  scenes: [
    ['reservoir-lifeless', 30],
    ['reservoir-beside', 30],
    ['reservoir-lens', 20],
    ['reservoir-dusk', 10],
    ['reservoir-night', 10],
    ['shop-window', 20],
  ],
  params: {},
}

/** What stands in for a trained model. Not the model itself: `recall.it.test.ts` measures those. */
export interface NamedStandIn {
  readonly name: string
  /** Misses, jitter, scores: its numbers are in `truth-frames.ts`. */
  readonly standIn: StandIn
  readonly falseBoxes?: FalseBoxes
  /** Measured on every so many-th variation: to an eye without chance they differ little. */
  readonly oneIn: number
}

/** The models' floor is one false box in twenty; with the two to five things of these scenes that is 0.1 to 0.25 a look. */
const ordinaryFalseBoxes: FalseBoxes = {
  straySharePerLook: 0.1,
  lastingSeconds: [5, 20],
  lastingSeenShare: 0.4,
  leastScore: 0.25,
  bestScore: 0.6,
}

export const standIns: readonly NamedStandIn[] = [
  { name: 'perfect', standIn: perfectStandIn, oneIn: 5 },
  { name: 'ordinary', standIn: ordinaryStandIn, falseBoxes: ordinaryFalseBoxes, oneIn: 1 },
]

/** When a look is taken. */
export interface Cadence {
  readonly name: string
  readonly everyMs: number
  /** By so much a claim may be off at either end. */
  readonly allowedMs: number
  /** The gate decides which of these looks the rules get. */
  readonly isGated?: true
}

/** While something goes on, of a still scene, and as a worker does: the one or the other, as the gate decides. */
export const cadences: readonly Cadence[] = [
  { name: '5 fps', everyMs: 200, allowedMs: 1000 },
  { name: 'key frames, 2 s', everyMs: 2000, allowedMs: 2000 },
  { name: 'as it runs', everyMs: 200, allowedMs: 2000, isGated: true },
]
