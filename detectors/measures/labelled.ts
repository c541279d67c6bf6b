import { iou } from '../geometry/box.ts'
import type { Box } from '../geometry/point.ts'

/** One thing in one frame, and which one it is said to be. */
export interface Labelled {
  readonly id: number
  readonly box: Box
}

/** What was there and what the tracker said. An id appears at most once on each side. */
export interface LabelledFrame {
  readonly truth: readonly Labelled[]
  readonly result: readonly Labelled[]
}

/** Overlaps (IoU), a row for each true thing, a column for each found one. */
export const overlaps = ({ truth, result }: LabelledFrame): readonly (readonly number[])[] =>
  truth.map(({ box }) => result.map((found) => iou(box, found.box)))

/** Every true with every found thing that it overlaps. */
export const overlapping = (
  frame: LabelledFrame,
): readonly { readonly truth: Labelled; readonly result: Labelled; readonly overlap: number }[] =>
  frame.truth.flatMap((truth) =>
    frame.result.flatMap((result) => {
      const overlap = iou(truth.box, result.box)
      return overlap > 0 ? [{ truth, result, overlap }] : []
    }),
  )

/** Rounding must not decide whether an overlap of exactly the limit counts. */
export const reaches = (overlap: number, limit: number): boolean => overlap >= limit - 1e-9

/** How many frames each id is in. */
export const countIds = (lists: readonly (readonly Labelled[])[]): ReadonlyMap<number, number> =>
  lists
    .flat()
    .reduce((counts, { id }) => counts.set(id, (counts.get(id) ?? 0) + 1), new Map<number, number>())

/** A sum by pairs of a true and a found id. */
export interface PairSums {
  add(truth: number, result: number, amount: number): void
  of(truth: number, result: number): number
  entries(): readonly { readonly truth: number; readonly result: number; readonly sum: number }[]
}

export function createPairSums(): PairSums {
  const rows = new Map<number, Map<number, number>>()
  const of = (truth: number, result: number): number => rows.get(truth)?.get(result) ?? 0
  return {
    of,
    add(truth, result, amount) {
      const row = rows.get(truth) ?? new Map<number, number>()
      rows.set(truth, row.set(result, of(truth, result) + amount))
    },
    entries: () =>
      [...rows].flatMap(([truth, row]) => [...row].map(([result, sum]) => ({ truth, result, sum }))),
  }
}
