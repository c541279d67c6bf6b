/** What is remembered of a connection's key frames, capture time. */
export interface KeyTimes {
  readonly lastAt: number | null
  /** Between the last two, ms; Infinity before there were two. */
  readonly distanceMs: number
}

export const noKeys: KeyTimes = { lastAt: null, distanceMs: Infinity }

export function stepKeys(keys: KeyTimes, { at, isKey }: { readonly at: number; readonly isKey: boolean }) {
  if (!isKey) return keys
  return { lastAt: at, distanceMs: keys.lastAt === null ? Infinity : Math.max(0, at - keys.lastAt) }
}

/** How far apart key frames come: at least what has passed since the last, because a smart codec lengthens its groups at will. */
export const distanceOf = ({ lastAt, distanceMs }: KeyTimes, at: number): number =>
  Math.max(distanceMs, lastAt === null ? 0 : at - lastAt)
