import { CodedError } from '@sightline/infra/platform/error'
import type { RingFile } from './ring-file.ts'
import type { RingEntry } from './ring-index.ts'

export interface Gap {
  readonly fromAt: number
  readonly toAt: number
}

/** A stretch of one connection: fragments of one or more consecutive files that make one playable clip. */
export interface RangePart {
  readonly file: RingFile
  readonly pieces: readonly { readonly file: RingFile; readonly entry: RingEntry }[]
}

export interface RingRange {
  readonly parts: readonly RangePart[]
  /** Stretches of the wanted time of which the ring has nothing, head and tail included. */
  readonly gaps: readonly Gap[]
  /** Nothing of the wanted time is missing. */
  readonly isComplete: boolean
}

export interface WantedRange {
  /** Capture times, epoch ms, both ends included. */
  readonly fromAt: number
  readonly toAt: number
}

/** Pictures further apart than this leave a gap: nobody can say what happened between them. */
const GAP_MS = 1000

/**
 * What the ring has of a time: from the key frame at or before `fromAt` to the last fragment at or before `toAt`, a part
 * per connection. `ring_range_gone` where it has nothing of it.
 */
export function findRange(files: readonly RingFile[], wanted: WantedRange): RingRange {
  const all = files.flatMap((file) => file.entries.map((entry) => ({ file, entry })))
  const firstInside = all.findIndex(({ entry }) => entry.at >= wanted.fromAt)
  const anchor = all.findLastIndex(
    ({ entry }, i) => entry.isKey && (entry.at <= wanted.fromAt || i === firstInside),
  )
  const from = anchor >= 0 ? anchor : all.findIndex(({ entry }) => entry.isKey)
  const pieces = from < 0 ? [] : all.slice(from).filter(({ entry }) => entry.at <= wanted.toAt)
  const last = pieces.at(-1)
  if (!last || last.entry.at < wanted.fromAt) {
    const [oldest, newest] = [all[0]?.entry.at ?? null, all.at(-1)?.entry.at ?? null]
    throw new CodedError('ring_range_gone', { ...wanted, oldestAt: oldest, newestAt: newest })
  }
  const gaps = findGaps(
    pieces.map(({ entry }) => entry.at),
    wanted,
  )
  return { parts: splitByConnection(pieces), gaps, isComplete: gaps.length === 0 }
}

function findGaps(times: readonly number[], { fromAt, toAt }: WantedRange): Gap[] {
  const [first = toAt, last = fromAt] = [times[0], times.at(-1)]
  const head = first - fromAt > GAP_MS ? [{ fromAt, toAt: first }] : []
  const tail = toAt - last > GAP_MS ? [{ fromAt: last, toAt }] : []
  const holes = times.slice(1).flatMap((at, i) => {
    const before = times[i] ?? at
    return at - before > GAP_MS && at > fromAt ? [{ fromAt: Math.max(before, fromAt), toAt: at }] : []
  })
  return [...head, ...holes, ...tail]
}

function splitByConnection(pieces: RangePart['pieces']): RangePart[] {
  const parts = new Map<number, { file: RingFile; pieces: RangePart['pieces'][number][] }>()
  for (const piece of pieces) {
    const part = parts.get(piece.file.header.connection)
    if (part) part.pieces.push(piece)
    else parts.set(piece.file.header.connection, { file: piece.file, pieces: [piece] })
  }
  return [...parts.values()]
}
