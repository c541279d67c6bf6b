import { height, width } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'

/**
 * A few seconds of looks at one stand, and in how many of those in which that was measured the thing stirred: all lifeless, or
 * from a sign of life on. Plain data.
 */
export interface LifeSpan {
  readonly fromAt: number
  readonly measured: number
  readonly lively: number
}

/**
 * What the looks at a track's present stand say of its being alive: begun anew wherever it stops, for having walked here is
 * no life here. Plain data of bounded size.
 */
export interface Life {
  /** Newest last. */
  readonly spans: readonly LifeSpan[]
  /** The running mean of how far each sight's box was off the one before, in its own sizes. */
  readonly sway: number
}

/** A stirring (`Detection.stir`) from which on a look shows life. */
export const livelyFrom = 0.08

const spanMs = 5000
/** What is kept: longer than any window that is asked for, at two spans in five seconds; on a slow clock longer still. */
const mostSpans = 28
const swayWeight = 0.1

export const noLife: Life = { spans: [], sway: 0 }

/** How far two boxes are apart, in sizes of the first: centre and sides alike, so that who bends shows as who leans. */
function swayOf(from: Box, to: Box): number {
  const across = Math.abs(to.left - from.left) + Math.abs(to.right - from.right)
  const down = Math.abs(to.top - from.top) + Math.abs(to.bottom - from.bottom)
  return (across / width(from) + down / height(from)) / 4
}

interface Sight {
  readonly at: number
  readonly before: Box
  readonly box: Box
  /** Undefined: not measured. */
  readonly stir: number | undefined
}

/** The life of a stand after one more sight of it. */
export function liveOn({ spans, sway }: Life, { at, before, box, stir }: Sight): Life {
  const swayed = sway + (swayOf(before, box) - sway) * swayWeight
  if (stir === undefined) return { spans, sway: swayed }
  const last = spans.at(-1)
  const isLively = stir >= livelyFrom
  const isSame = last !== undefined && at - last.fromAt < spanMs && (last.lively > 0 || !isLively)
  const now = isSame ? last : { fromAt: at, measured: 0, lively: 0 }
  const more = { ...now, measured: now.measured + 1, lively: now.lively + Number(isLively) }
  return { spans: [...(isSame ? spans.slice(0, -1) : spans), more].slice(-mostSpans), sway: swayed }
}
