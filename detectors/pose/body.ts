import type { Point } from '../geometry/point.ts'

/** The points of a body in the order in which COCO numbers them; left and right are the person's own. */
export const bodyPoints = [
  'nose',
  'leftEye',
  'rightEye',
  'leftEar',
  'rightEar',
  'leftShoulder',
  'rightShoulder',
  'leftElbow',
  'rightElbow',
  'leftWrist',
  'rightWrist',
  'leftHip',
  'rightHip',
  'leftKnee',
  'rightKnee',
  'leftAnkle',
  'rightAnkle',
] as const
export type BodyPoint = (typeof bodyPoints)[number]

/** Where a point is in the picture, and the model's own score of it, 0..1. */
export interface Joint extends Point {
  readonly score: number
}

/** What is known of one person's body: only the points that were seen. */
export type Body = Readonly<Partial<Record<BodyPoint, Joint>>>
