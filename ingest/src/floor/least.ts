/** The least of the last so many values, at a cost that does not grow with how many. */
export interface Least {
  /** Values so far. */
  readonly count: number
  /** Those that are or may become the least, growing. */
  readonly kept: readonly { readonly nth: number; readonly value: number }[]
}

export const noLeast: Least = { count: 0, kept: [] }

/** One value later; `span` values are looked back on, this one included. */
export function stepLeast({ count, kept }: Least, value: number, span: number): Least {
  const later = kept.filter((one) => count - one.nth < span && one.value < value)
  return { count: count + 1, kept: [...later, { nth: count, value }] }
}

/** Infinity before the first value. */
export const leastOf = ({ kept }: Least): number => kept[0]?.value ?? Number.POSITIVE_INFINITY
