import type { RingFile } from './ring-file.ts'
import type { WantedRange } from './ring-range.ts'

export interface RingBounds {
  readonly maxBytes: number
  readonly maxAgeMs: number
}

/**
 * The files that may go, oldest first: those over the ring's bounds and, when the disk is short, the oldest one more.
 * `files` are those that are not being written. Never one that a hold covers.
 */
export function findSpent(
  files: readonly RingFile[],
  { maxBytes, maxAgeMs, now, holds, isDiskShort, writtenBytes }: RingBounds & TrimFacts,
): RingFile[] {
  const free = files.filter((file) => !holds.some((hold) => overlaps(file, hold)))
  const tooOld = free.filter((file) => (file.span?.toAt ?? 0) < now - maxAgeMs)
  let bytes = writtenBytes + sumBytes(files) - sumBytes(tooOld)
  const tooMany = free.filter((file) => {
    if (tooOld.includes(file) || bytes <= maxBytes) return false
    bytes -= file.bytes
    return true
  })
  const spent = [...tooOld, ...tooMany]
  return spent.length === 0 && isDiskShort ? free.slice(0, 1) : spent
}

interface TrimFacts {
  /** Of the file being written, which counts and stays. */
  readonly writtenBytes: number
  /** Epoch ms. */
  readonly now: number
  readonly holds: readonly WantedRange[]
  readonly isDiskShort: boolean
}

const overlaps = ({ span }: RingFile, { fromAt, toAt }: WantedRange): boolean =>
  span !== null && span.fromAt <= toAt && span.toAt >= fromAt

const sumBytes = (files: readonly RingFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0)
