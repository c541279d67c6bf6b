import { CodedError } from '@sightline/infra/platform/error'
import { readEntries, type RingFile } from './ring-file.ts'
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
export async function findRange(files: readonly RingFile[], wanted: WantedRange): Promise<RingRange> {
  const near = filesAround(files, wanted)
  const indexes = await Promise.all(near.map(readEntries))
  const all = near.flatMap((file, i) => (indexes[i] ?? []).map((entry) => ({ file, entry })))
  const firstInside = all.findIndex(({ entry }) => entry.at >= wanted.fromAt)
  const anchor = all.findLastIndex(
    ({ entry }, i) => entry.isKey && (entry.at <= wanted.fromAt || i === firstInside),
  )
  const from = anchor >= 0 ? anchor : all.findIndex(({ entry }) => entry.isKey)
  const pieces = from < 0 ? [] : all.slice(from).filter(({ entry }) => entry.at <= wanted.toAt)
  const last = pieces.at(-1)
  if (!last || last.entry.at < wanted.fromAt) {
    const [oldestAt, newestAt] = [files[0]?.span?.fromAt ?? null, files.at(-1)?.span?.toAt ?? null]
    throw new CodedError('ring_range_gone', { ...wanted, oldestAt, newestAt })
  }
  const gaps = findGaps(
    pieces.map(({ entry }) => entry.at),
    wanted,
  )
  return { parts: splitByConnection(pieces), gaps, isComplete: gaps.length === 0 }
}

/** Those with pictures of this time and the one before them, which may hold the key frame that the time begins with. */
function filesAround(files: readonly RingFile[], { fromAt, toAt }: WantedRange): readonly RingFile[] {
  const first = files.findIndex(({ span }) => span !== null && span.toAt >= fromAt)
  const last = files.findLastIndex(({ span }) => span !== null && span.fromAt <= toAt)
  return first < 0 ? [] : files.slice(Math.max(0, first - 1), last + 1)
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
