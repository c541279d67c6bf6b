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
  const tooOld = free.filter((file) => (file.entries.at(-1)?.at ?? 0) < now - maxAgeMs)
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

function overlaps({ entries }: RingFile, { fromAt, toAt }: WantedRange): boolean {
  const [first, last] = [entries[0], entries.at(-1)]
  return first !== undefined && last !== undefined && first.at <= toAt && last.at >= fromAt
}

const sumBytes = (files: readonly RingFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0)
