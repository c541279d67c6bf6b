import type { Box } from './geometry/point.ts'

/**
 * What an installed network may report. A network's manifest maps its own classes to these; a class that no
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
] as const
export type ObjectClass = (typeof objectClasses)[number]

/** One object in one frame. `score` 0..1 is the network's own, never a probability of guilt. */
export interface Detection {
  readonly class: ObjectClass
  readonly score: number
  readonly box: Box
}

/** What a network saw in one frame. `at` is the capture time, epoch ms. */
export interface Frame {
  readonly at: number
  readonly detections: readonly Detection[]
}
