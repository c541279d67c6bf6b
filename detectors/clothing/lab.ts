/** A colour as a picture holds it: sRGB, each 0..255. */
export type Rgb = readonly [number, number, number]

/** CIE L*a*b* under D65: lightness 0..100, green to red, blue to yellow. */
export interface Lab {
  readonly l: number
  readonly a: number
  readonly b: number
}

/** Light itself, 0..1 of each primary (IEC 61966-2-1). */
export type Linear = readonly [number, number, number]

const linearOf = (value: number): number => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
const linearTable = Float64Array.from({ length: 256 }, (_, value) => linearOf(value))

/** The light that a pixel stands for; bytes by a table. */
export const toLinear = ([r, g, b]: Rgb): Linear => [one(r), one(g), one(b)]
const one = (value: number): number => linearTable[value] ?? linearOf(value)

/** Back to a pixel, rounded. */
export const toRgb = (light: Linear): Rgb => {
  const [r = 0, g = 0, b = 0] = light.map((share) => {
    const held = Math.min(1, Math.max(0, share))
    return Math.round(255 * (held <= 0.0031308 ? held * 12.92 : 1.055 * held ** (1 / 2.4) - 0.055))
  })
  return [r, g, b]
}

const white = [0.95047, 1, 1.08883] as const
const curve = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (t * (24389 / 27) + 16) / 116)

/** CIE 15, by the sRGB primaries. */
export function toLab([r, g, b]: Linear): Lab {
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white[0])
  const y = curve((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / white[1])
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / white[2])
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) }
}

/** Folds and shadows change the lightness of one and the same cloth; its hue stays. */
const lightnessCounts = 0.5

/** How far apart two colours of cloth are: the distance in L*a*b*, in which lightness counts half. */
export const clothDistance = (one: Lab, other: Lab): number =>
  Math.hypot((one.l - other.l) * lightnessCounts, one.a - other.a, one.b - other.b)
