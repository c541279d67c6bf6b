import type { Size } from '../letterbox.ts'
import { byScore, overlap, type Found, type Truth } from './match.ts'

/** How many things of a class and a size there were, and how many of them were seen. */
export interface SizeRow {
  readonly category: string
  /** The side that counts, px of the model's input: from, and up to but not including. */
  readonly fromPx: number
  readonly toPx: number
  readonly truths: number
  readonly seen: number
}

/** By which side a class is sized: people stand, vehicles turn. */
const sides = { person: 'height', car: 'width' } as const
const limits = [0, 8, 12, 16, 20, 24, 32, 40, 56, 80, 120, Infinity] as const
/** A thing is seen where a box of at least this overlap says so. */
const iou = 0.5

interface Looked {
  readonly truths: readonly Truth[]
  /** Those with a score that a rule may begin with. */
  readonly found: readonly Found[]
  /** How large the picture was in the model's input, px. */
  readonly shown: (image: number) => Size & { readonly of: Size }
}

/** How much of what was there is seen, by its size in what the model sees. Crowds are left out. */
export function bySize({ truths, found, shown }: Looked): readonly SizeRow[] {
  const counted = truths.filter(({ crowd }) => !crowd)
  const seen = seenAmong(counted, found)
  return Object.entries(sides).flatMap(([category, side]) => {
    const judged = counted
      .filter((truth) => truth.category === category)
      .map((truth) => ({ px: sideOf(truth, shown(truth.image), side), isSeen: seen.has(truth) }))
    return limits.slice(0, -1).map((fromPx, i): SizeRow => {
      const toPx = limits[i + 1] ?? Infinity
      const here = judged.filter(({ px }) => px >= fromPx && px < toPx)
      return { category, fromPx, toPx, truths: here.length, seen: here.filter((one) => one.isSeen).length }
    })
  })
}

function sideOf(
  { box: [, , width, height] }: Truth,
  { of, ...shown }: Size & { readonly of: Size },
  side: 'width' | 'height',
): number {
  return side === 'width' ? (width / of.width) * shown.width : (height / of.height) * shown.height
}

/** The things that were seen: the surest box takes the thing that it overlaps most, and none takes two. */
function seenAmong(truths: readonly Truth[], found: readonly Found[]): ReadonlySet<Truth> {
  const seen = new Set<Truth>()
  for (const one of byScore(found)) {
    const rivals = truths
      .filter((truth) => truth.image === one.image && truth.category === one.category && !seen.has(truth))
      .map((truth) => ({ truth, shared: overlap(one.box, truth.box, false) }))
      .filter(({ shared }) => shared >= iou)
    const [best] = rivals.toSorted((a, b) => b.shared - a.shared)
    if (best) seen.add(best.truth)
  }
  return seen
}
