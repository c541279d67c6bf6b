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
  /**
   * How much of its pixels changed since an earlier look, beyond what the background does by itself: 0..1. Absent: not
   * measured, because no rule is about such things, nothing could be compared, or others were before it.
   */
  readonly stir?: number
}

/** What a model saw in one frame. `at` is the capture time, epoch ms. */
export interface Frame {
  readonly at: number
  readonly detections: readonly Detection[]
}
