import type { Garment } from './clothing/garment.ts'
import type { Box } from './geometry/point.ts'
import type { Appearance } from './tracking/appearance.ts'

/**
 * What an installed model may report. A model's manifest maps its own classes to these; a class that no
 * rule reads is not worth a word here.
 */
export const objectClasses = [
  'person',
  'bicycle',
  'motorcycle',
  'car',
  'bus',
  'truck',
  'boat',
  'dog',
  'cat',
  'bird',
  'chair',
  'table',
  'umbrella',
  'phone',
  'bottle',
  'cup',
  'bowl',
  'knife',
  'handbag',
  'backpack',
  /** A fishing rod, held or on its rest. */
  'rod',
  'stall',
  'cart',
  /** The moving region that a classifier calls a flame; its box is that region's, so that it flickers with it. */
  'flame',
  /** A face, a head, a body, a hand that lacks what a kitchen asks for. */
  'no_mask',
  'no_hat',
  'no_uniform',
  'no_gloves',
  'smoking',
  'rat',
  'bin_open',
  'food_on_floor',
] as const
export type ObjectClass = (typeof objectClasses)[number]

/** One object in one frame. `score` 0..1 is the model's own, never a probability of guilt. */
export interface Detection {
  readonly class: ObjectClass
  readonly score: number
  readonly box: Box
  /** How it looks, where that was worth asking a model (`tracking/worth-embedding.ts`). */
  readonly appearance?: Appearance
  /** It was concluded from the colour of clothes, not told by a model of its class. */
  readonly colour?: ByColour
  /** It was concluded from where a hand is held. */
  readonly gesture?: ByGesture
  /**
   * How much of its pixels changed since an earlier look, beyond what the background does by itself: 0..1. Absent: not
   * measured, because no rule is about such things, nothing could be compared, or others were before it.
   */
  readonly stir?: number
}

/** Why a hand speaks for a thing that it may hold (`pose/gesture.ts`). */
export interface ByGesture {
  readonly place: 'mouth' | 'ear'
  /** Of the middle of the hand from that place, in heads. */
  readonly distance: number
  /** Score of such a thing that a model saw in the hand; null: it saw none, or knows none. */
  readonly thing: number | null
}

/** Why the colours of a region speak for a lack (`clothing/judge-garment.ts`). */
export interface ByColour {
  readonly garment: Garment
  /** What was looked at. */
  readonly region: Box
  /** Its middle colour, L*, a*, b*, in the light of the declaration. */
  readonly lab: readonly [number, number, number]
  /** From that to the nearest colour that the house declared, and from where on a pixel shows another cloth. */
  readonly distance: number
  readonly limit: number
  /** Of its pixels, that show a declared colour, 0..1. */
  readonly share: number
}

/** What a model saw in one frame. `at` is the capture time, epoch ms. */
export interface Frame {
  readonly at: number
  readonly detections: readonly Detection[]
}
