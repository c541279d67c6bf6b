import type { Dwell } from '../finding.ts'
import { drift, foot, height, width } from '../geometry/box.ts'
import type { Box, Point } from '../geometry/point.ts'
import { beginDwell, extendDwell } from '../tracking/dwell.ts'
import type { Timing } from '../rules/rule.ts'
import { elsewhere } from '../tracking/track.ts'

/** One look of the camera, as a stay remembers it. */
export interface Look {
  readonly at: number
  /** Where the thing was; null: not seen, or at an hour at which the rule does not apply. */
  readonly box: Box | null
  /** The rule's condition held. */
  readonly holds: boolean
}

/** Looks are remembered for so long, and never fewer than the rule counts: enough to see a thing settle. */
const memoryMs = 3000
const leastLooks = 4

interface Remembering extends Pick<Timing, 'hits' | 'standMs'> {
  readonly heldFrom: number
  readonly least?: number | undefined
}

/**
 * One look more. What it knows of the looks before it (`heldFrom`: a thing that settled has stood since then) makes them
 * hold as well, if the thing was seen in them.
 */
export function remember(
  before: readonly Look[],
  look: Look,
  { hits, standMs = 0, heldFrom, least: asked = leastLooks }: Remembering,
): readonly Look[] {
  const least = Math.max(leastLooks, asked, hits?.of ?? 1)
  const looks = [...before, look]
  const kept = looks.filter(
    ({ at }, i) => look.at - at <= Math.max(memoryMs, standMs) || i >= looks.length - least,
  )
  if (!look.holds) return kept
  return kept.map((one) => (one.box && one.at >= heldFrom ? { ...one, holds: true } : one))
}

/** The last looks, which say whether a thing is there now. */
export function recentOf(looks: readonly Look[], { hits }: Pick<Timing, 'hits'>): readonly Look[] {
  const least = Math.max(leastLooks, hits?.of ?? 1)
  const end = looks.at(-1)?.at ?? 0
  return looks.filter(({ at }, i) => end - at <= memoryMs || i >= looks.length - least)
}

/**
 * The index from which on every `of` looks in a row hold at least `least` times, up to the last look; the number of looks
 * when not even the last ones do. Example, 2 of 3: of no, yes, yes, no, yes it is 0; of yes, no, no, yes, yes it is 2.
 */
function countedFrom(held: readonly boolean[], { least, of }: NonNullable<Timing['hits']>): number {
  const isEnough = (from: number): boolean =>
    held.slice(Math.max(0, from), from + of).filter(Boolean).length >= least
  let from = held.length - of
  if (!isEnough(from)) return held.length
  while (from > 0 && isEnough(from - 1)) from--
  return Math.max(0, from)
}

/**
 * The times, oldest first, of the last looks that prove the condition without a break: it held in each, no two are further
 * apart than `maxGapMs`, and under a rule that counts (`hits`) enough of every `of` looks in a row held. Example: held at 1,
 * 2, 9 and 10 s with a gap of 5 s allowed: 9 and 10 s. Empty: too few.
 */
export function proofOf(
  looks: readonly Look[],
  { hits = { least: 1, of: 1 }, maxGapMs }: Timing,
  wasThere: (box: Box) => boolean,
): readonly number[] {
  const held = looks.map(({ box, holds }) => holds && box !== null && wasThere(box))
  const from = hits.of > 1 ? countedFrom(held, hits) : 0
  const times = looks.flatMap(({ at }, i) => (held[i] && i >= from ? [at] : []))
  const cut = times.findLastIndex((at, i) => at - (times[i - 1] ?? at) > maxGapMs)
  const run = times.slice(Math.max(0, cut))
  return run.length >= hits.least ? run : []
}

/** Boxes tremble: feet so many widths further on are where they were. */
const feetStray = 0.3

/**
 * Whether the feet were at one spot in the looks of the last `forMs`: in the mean of the last third where they were in that of
 * the first, by widths across and thirds of the height down, as people walk (`identity.ts`). False while too few are known.
 */
export function hasStood(looks: readonly Look[], forMs: number): boolean {
  const end = looks.at(-1)?.at ?? 0
  const before = looks.findLastIndex(({ at, box }) => box !== null && at <= end - forMs)
  const seen = looks.slice(Math.max(0, before)).flatMap(({ at, box }) => (box ? [{ at, box }] : []))
  const first = seen[0]
  if (!first || end - first.at < forMs * leastOfTime) return false
  const third = (end - first.at) / 3
  const ends = [seen.filter(({ at }) => at <= first.at + third), seen.filter(({ at }) => at >= end - third)]
  const [from, to] = ends.map(meanFoot)
  if (!from || !to) return false
  const { x, y } = { x: to.x - from.x, y: to.y - from.y }
  return Math.hypot(x / width(first.box), (3 * y) / height(first.box)) <= feetStray
}

/** A look at just the right moment may be missing. */
const leastOfTime = 0.8

const meanFoot = (seen: readonly { readonly box: Box }[]): Point => ({
  x: seen.reduce((sum, { box }) => sum + foot(box).x, 0) / seen.length,
  y: seen.reduce((sum, { box }) => sum + foot(box).y, 0) / seen.length,
})

/** At how many places it was seen in the looks that held, from a time on. */
export const placesOf = (looks: readonly Look[], from: number): number =>
  looks.reduce<readonly Box[]>((places, { at, box, holds }) => {
    const isNew = box && holds && at >= from && places.every((place) => drift(place, box) >= elsewhere)
    return isNew ? [...places, box] : places
  }, []).length

/** Seen at each of these times, in order. */
export const dwellOf = ([first, ...rest]: readonly number[]): Dwell | null =>
  first === undefined ? null : rest.reduce(extendDwell, beginDwell(first))
