import { toLinear, type Linear, type Rgb } from './lab.ts'

/** By how much each primary has to be multiplied to see a thing as it was seen when the colours were shown. */
export type Gains = Linear

/** More than so much brighter or darker in one primary, colours cannot be told any more. */
const mostGain = 2.5
/** A reference darker than this (0..1, linear) says nothing. */
const leastLight = 0.01

/** What the light does now, by the colour of the reference then and now; null where it is too different to judge by. */
export function gainsOf(then: Rgb, now: Rgb): Gains | null {
  const [before, after] = [toLinear(then), toLinear(now)]
  if (Math.min(...before, ...after) < leastLight) return null
  const [r = 1, g = 1, b = 1] = before.map((light, i) => light / (after[i] ?? light))
  const gains: Gains = [r, g, b]
  return gains.every((gain) => gain <= mostGain && gain >= 1 / mostGain) ? gains : null
}

/** A pixel in the light of then. */
export function inLightOf([gr, gg, gb]: Gains, rgb: Rgb): Linear {
  const [r, g, b] = toLinear(rgb)
  return [Math.min(1, r * gr), Math.min(1, g * gg), Math.min(1, b * gb)]
}
