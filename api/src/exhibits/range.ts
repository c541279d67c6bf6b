import { Refusal } from '../refusal.ts'

/** Both ends inclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * The one range that a request asks for (RFC 9110 §14.2), or null for the whole: other units and malformed or several
 * ranges count as none. Refuses with `range_not_satisfiable` what begins behind the end.
 */
export function rangeOf(header: string | undefined, bytes: number): Range | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return null
  const [first, last] = [found[1] ?? '', found[2] ?? '']
  const range =
    first === ''
      ? { start: Math.max(0, bytes - Number(last)), end: bytes - 1 }
      : { start: Number(first), end: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) }
  const isBackwards = first !== '' && last !== '' && Number(last) < Number(first)
  if (isBackwards) return null
  if (range.start > range.end || range.start >= bytes) throw new Refusal('range_not_satisfiable', { bytes })
  return range
}
