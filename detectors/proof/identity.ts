import { iou } from '../geometry/box.ts'
import { remembered, samenessOf, type Appearance } from '../tracking/appearance.ts'
import type { CountedLook } from './claim.ts'
import { paces } from './place.ts'

/** Nobody runs at more of his widths a second, whatever boxes tremble by besides. */
const fastest = 8
const trembles = 1
/** Looks so close together show where a thing went. */
const closeMs = 1000
/** What goes on where another was overlaps it so far, and what is taken for it does not. */
const goesOnIou = 0.5
const jumpsIou = 0.1
/**
 * Out of sight for longer, one who is not known by his look may be another: never less than the first, three looks on a slow
 * clock, never more than the second.
 */
const unknownMs = { least: 5000, most: 10_000 }
const unknownLooks = 3

const pairsOf = (looks: readonly CountedLook[]) =>
  looks.slice(1).flatMap((now, i) => {
    const before = looks[i]
    return before ? [{ before, now }] : []
  })

/** Looks before which it would have had to move faster than anybody runs. */
export const tooFast = (looks: readonly CountedLook[]): readonly number[] =>
  pairsOf(looks)
    .filter(({ before, now }) => {
      const reach = trembles + (fastest * (now.at - before.at)) / 1000
      return paces(before.box, now.box) > reach
    })
    .map(({ now }) => now.at)

/** Looks that jump, while another of its kind is seen where it was. */
export const swapped = (looks: readonly CountedLook[]): readonly number[] =>
  pairsOf(looks)
    .filter(({ before, now }) => {
      const isClose = now.at - before.at <= closeMs && iou(before.box, now.box) < jumpsIou
      return isClose && now.others.some((other) => iou(before.box, other) >= goesOnIou)
    })
    .map(({ now }) => now.at)

/** Looks that a model finds to be of another than those before them: two in a row, for one alone may be half hidden. */
export function lookingOtherwise(looks: readonly CountedLook[]): readonly number[] {
  let known: Appearance | null = null
  let others: readonly number[] = []
  for (const { at, appearance } of looks) {
    if (!appearance) continue
    const isOther = samenessOf(known, appearance) === 'other'
    if (isOther && others.length > 0) return [...others, at]
    others = isOther ? [at] : []
    if (!isOther) known = remembered(known, appearance)
  }
  return []
}

/**
 * Looks after a time out of sight before which, and after which, nobody asked a model, or it was not sure. `times`: of all
 * looks that were made.
 */
export const unknownAfterGap = (looks: readonly CountedLook[], times: readonly number[]): readonly number[] =>
  pairsOf(looks)
    .filter(({ before, now }) => now.at - before.at > longestUnknownMs(times, before.at, now.at))
    .filter(({ now }) => samenessOf(meanBefore(looks, now.at), firstFrom(looks, now.at)) !== 'same')
    .map(({ now }) => now.at)

function longestUnknownMs(times: readonly number[], from: number, to: number): number {
  const within = times.filter((at) => at >= from && at <= to)
  const everyMs = Math.max(...within.map((at, i) => at - (within[i - 1] ?? at)))
  return Math.min(unknownMs.most, Math.max(unknownMs.least, unknownLooks * everyMs))
}

const meanBefore = (looks: readonly CountedLook[], at: number): Appearance | null =>
  looks
    .filter((look) => look.at < at)
    .reduce<Appearance | null>((mean, { appearance }) => remembered(mean, appearance ?? undefined), null)

/** The first that is known of it again. */
const firstFrom = (looks: readonly CountedLook[], at: number): Appearance | null =>
  looks.find((look) => look.at >= at && look.appearance !== null)?.appearance ?? null
