import { height, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'

/**
 * Why a rule says nothing on a view. `too_far`: the things it must make out are smaller there than the model needs.
 * `too_dark`, `blurred`: of the picture. `steep`: seen from so high above that the model takes things for others.
 * `hardly_known`: of all that may be vehicles none was ever surely known. `turned`: the camera hangs on its side or upside down.
 */
export const silences = ['too_far', 'too_dark', 'blurred', 'steep', 'hardly_known', 'turned'] as const
export type Silence = (typeof silences)[number]

/** The smallest thing that a rule may begin with, 0..1 of the picture's width or height. */
export interface LeastSize {
  readonly side: 'width' | 'height'
  readonly share: number
}

/** What is known of how well each rule of a source sees, by the rule's id. Absent: nothing against it. */
export interface Envelope {
  readonly silent: Readonly<Record<string, Silence>>
  readonly least: Readonly<Record<string, LeastSize>>
}

export const openEnvelope: Envelope = { silent: {}, least: {} }

const sides = { width, height }

/** Whether a thing is smaller than the rule needs it; the rule's stays do not begin with it. */
export const isTooFar = (place: Box, least: LeastSize | undefined): boolean =>
  least !== undefined && sides[least.side](place) < least.share
