import { centre, height, width } from '../geometry/box.ts'
import type { Box, Point } from '../geometry/point.ts'

/** One coordinate and its speed per second, with their variances and covariance. */
export interface Axis {
  readonly value: number
  readonly speed: number
  readonly valueVar: number
  readonly covar: number
  readonly speedVar: number
}

/**
 * Centre and size of a thing, each at a speed that changes little: Kalman's filter (1960), as in SORT and ByteTrack. The
 * four are filtered apart, in seconds and not in frames, so that it holds at any rate of frames. Updated at a sight only.
 */
export interface Motion {
  readonly x: Axis
  readonly y: Axis
  readonly width: Axis
  readonly height: Axis
}

/** How far a model's boxes tremble, in sides of the box. */
const trembles = 0.08
/** How fast a thing may be when it is first seen, sides a second; how much it speeds up, sides a second². */
const setsOut = 2
const speedsUp = 1
/** Its size sets out and speeds up less. */
const grows = 0.1

const begin = (value: number, side: number, speed: number): Axis => ({
  value,
  speed: 0,
  valueVar: (trembles * side) ** 2,
  covar: 0,
  speedVar: (speed * side) ** 2,
})

/** `seconds` later, unseen; `pushed` is the spectral density of its acceleration. */
function ahead(axis: Axis, seconds: number, pushed: number): Axis {
  const { value, speed, valueVar, covar, speedVar } = axis
  return {
    value: value + speed * seconds,
    speed,
    valueVar: valueVar + 2 * seconds * covar + seconds ** 2 * speedVar + (pushed * seconds ** 3) / 3,
    covar: covar + seconds * speedVar + (pushed * seconds ** 2) / 2,
    speedVar: speedVar + pushed * seconds,
  }
}

/** Kalman's update by a measurement of the value. */
function measure(axis: Axis, measured: number, noiseVar: number): Axis {
  const { value, speed, valueVar, covar, speedVar } = axis
  const total = valueVar + noiseVar
  const miss = measured - value
  return {
    value: value + (valueVar / total) * miss,
    speed: speed + (covar / total) * miss,
    valueVar: (valueVar * noiseVar) / total,
    covar: (covar * noiseVar) / total,
    speedVar: speedVar - covar ** 2 / total,
  }
}

export function beginMotion(box: Box): Motion {
  const [{ x, y }, w, h] = [centre(box), width(box), height(box)]
  return {
    x: begin(x, w, setsOut),
    y: begin(y, h, setsOut),
    width: begin(w, w, grows),
    height: begin(h, h, grows),
  }
}

/** `seconds` after the last sight. */
function later({ x, y, width: w, height: h }: Motion, seconds: number): Motion {
  const push = (sides: number, side: number): number => (sides * side) ** 2
  return {
    x: ahead(x, seconds, push(speedsUp, w.value)),
    y: ahead(y, seconds, push(speedsUp, h.value)),
    width: ahead(w, seconds, push(grows, w.value)),
    height: ahead(h, seconds, push(grows, h.value)),
  }
}

/** Where it is expected `seconds` after the last sight, and how far off its centre may well be: a standard deviation. */
export function expectAfter(motion: Motion, seconds: number): { readonly box: Box; readonly give: Point } {
  const { x, y } = later(motion, seconds)
  const [w, h] = [motion.width.value / 2, motion.height.value / 2]
  return {
    box: { left: x.value - w, top: y.value - h, right: x.value + w, bottom: y.value + h },
    give: { x: Math.sqrt(x.valueVar), y: Math.sqrt(y.valueVar) },
  }
}

/** Seen again, `seconds` after the last sight. */
export function seenAgain(motion: Motion, box: Box, seconds: number): Motion {
  const [{ x, y }, w, h] = [centre(box), width(box), height(box)]
  const now = later(motion, seconds)
  return {
    x: measure(now.x, x, (trembles * w) ** 2),
    y: measure(now.y, y, (trembles * h) ** 2),
    width: measure(now.width, w, (trembles * w) ** 2),
    height: measure(now.height, h, (trembles * h) ** 2),
  }
}
