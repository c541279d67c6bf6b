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
const measurementNoise = 0.08
/** How fast a thing may be when it is first seen, sides a second; how much it speeds up, sides a second². */
const initialSpeed = 2
const accelerationNoise = 1
/** Its size sets out and speeds up less. */
const sizeNoise = 0.1

const begin = (value: number, side: number, speed: number): Axis => ({
  value,
  speed: 0,
  valueVar: (measurementNoise * side) ** 2,
  covar: 0,
  speedVar: (speed * side) ** 2,
})

/** `seconds` later, unseen; `pushed` is the spectral density of its acceleration. */
function predictAxis(axis: Axis, seconds: number, pushed: number): Axis {
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
function updateAxis(axis: Axis, measured: number, noiseVar: number): Axis {
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
    x: begin(x, w, initialSpeed),
    y: begin(y, h, initialSpeed),
    width: begin(w, w, sizeNoise),
    height: begin(h, h, sizeNoise),
  }
}

/** `seconds` after the last sight. */
function predictMotion({ x, y, width: w, height: h }: Motion, seconds: number): Motion {
  const push = (sides: number, side: number): number => (sides * side) ** 2
  return {
    x: predictAxis(x, seconds, push(accelerationNoise, w.value)),
    y: predictAxis(y, seconds, push(accelerationNoise, h.value)),
    width: predictAxis(w, seconds, push(sizeNoise, w.value)),
    height: predictAxis(h, seconds, push(sizeNoise, h.value)),
  }
}

/** Where it is expected `seconds` after the last sight, and how far off its centre may well be: a standard deviation. */
export function predictBox(motion: Motion, seconds: number): { readonly box: Box; readonly give: Point } {
  const { x, y } = predictMotion(motion, seconds)
  const [w, h] = [motion.width.value / 2, motion.height.value / 2]
  return {
    box: { left: x.value - w, top: y.value - h, right: x.value + w, bottom: y.value + h },
    give: { x: Math.sqrt(x.valueVar), y: Math.sqrt(y.valueVar) },
  }
}

/** Seen again, `seconds` after the last sight. */
export function updateMotion(motion: Motion, box: Box, seconds: number): Motion {
  const [{ x, y }, w, h] = [centre(box), width(box), height(box)]
  const now = predictMotion(motion, seconds)
  return {
    x: updateAxis(now.x, x, (measurementNoise * w) ** 2),
    y: updateAxis(now.y, y, (measurementNoise * h) ** 2),
    width: updateAxis(now.width, w, (measurementNoise * w) ** 2),
    height: updateAxis(now.height, h, (measurementNoise * h) ** 2),
  }
}
