import { horizonOf, sideAt, type MarkedHeight, type SizeLaw } from './size-law.ts'

/**
 * How far a camera looks down, degrees: 0 level, 90 straight down. `from`, `to`: what it may be as well, for the lens is not
 * known and marks are off by a little.
 */
export interface Tilt {
  readonly degrees: number
  readonly from: number
  readonly to: number
}

/** The angle that a picture spans from left to right: nobody tells a lens, and street cameras have these. */
const usualLens = 70
const lenses = [50, 70, 100] as const
/** A hand and a model put a head or a foot so far off, a share of the picture's height. */
const endsOff = 0.01
/** A tilt that may be so far off says nothing. */
const mostUnsure = 25

const radians = (degrees: number): number => (degrees * Math.PI) / 180
const degrees = (angle: number): number => (angle * 180) / Math.PI

/**
 * By a pinhole and two grown people of one height on level ground. A point whose place on the sensor is u focal lengths below
 * its middle lies atan(u) + tilt below the level. Of two people of height h before a camera at height H the tangents of the
 * heads and feet have one ratio, (H - h) / H: the tilt is where both ratios are equal. Null: not known.
 */
export function tiltOf(marks: readonly MarkedHeight[], aspect: number): Tilt | null {
  const best = solved(marks, aspect, usualLens)
  if (best === null) return null
  const others = lenses.flatMap((lens) => wiggled(marks).map((ends) => solved(ends, aspect, lens)))
  if (others.some((one) => one === null)) return null
  const all = others.filter((one) => one !== null)
  const [from, to] = [Math.min(best, ...all), Math.max(best, ...all)]
  return to - from > mostUnsure ? null : { degrees: best, from, to }
}

/** Of what was learnt from sights: the law's own people, one at either end of where it holds. */
export function tiltOfLaw(law: SizeLaw, aspect: number): Tilt | null {
  const horizon = horizonOf(law)
  if (law.side !== 'height' || horizon === null) return null
  const feet = [Math.max(law.fromY, horizon, 0), Math.min(law.toY, 1)]
  const marks = feet.map((y) => ({ head: { x: 0.5, y: y - (sideAt(law, y) ?? 0) }, foot: { x: 0.5, y } }))
  return tiltOf(marks, aspect)
}

/** The marks with their sizes off in either direction. */
function wiggled([far, near]: readonly MarkedHeight[]): readonly (readonly MarkedHeight[])[] {
  if (!far || !near) return []
  const off = ({ head, foot }: MarkedHeight, by: number): MarkedHeight => ({
    head: { x: head.x, y: head.y + by },
    foot,
  })
  return [0, endsOff, -endsOff].map((by) => [off(far, by), off(near, -by)])
}

const stepDegrees = 0.5

/** The least tilt at which both people have one ratio; null: at none. */
function solved([a, b]: readonly MarkedHeight[], aspect: number, lens: number): number | null {
  if (!a || !b) return null
  const focal = aspect / (2 * Math.tan(radians(lens) / 2))
  const below = (y: number): number => Math.atan((y - 0.5) / focal)
  const [feet, heads] = [[a, b].map(({ foot }) => below(foot.y)), [a, b].map(({ head }) => below(head.y))]
  const [lowest, highest] = [Math.max(...feet), Math.min(...feet)]
  const unlike = (tilt: number): number => {
    const [one, other] = feet.map((foot, i) => Math.tan((heads[i] ?? 0) + tilt) / Math.tan(foot + tilt))
    return (one ?? 0) - (other ?? 0)
  }
  // Both feet are on the ground before the camera.
  const [first, last] = [degrees(-highest) + stepDegrees, 90 - degrees(lowest) - stepDegrees]
  for (let at = first; at + stepDegrees <= last; at += stepDegrees) {
    const [here, next] = [unlike(radians(at)), unlike(radians(at + stepDegrees))]
    if (here === 0 || here * next < 0) return at + (stepDegrees * here) / (here - next)
  }
  return null
}
