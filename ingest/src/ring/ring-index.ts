import type { ClockSource } from '../sources/rtsp/capture-clock.ts'

/** What the ring knows of one fragment in one of its files. */
export interface RingEntry {
  readonly offset: number
  readonly bytes: number
  readonly at: number
  readonly arrivedAt: number
  readonly pts: number
  readonly isKey: boolean
  /** Of the fragment as it was at its first byte. */
  readonly sha256: string
  readonly clock: { readonly source: ClockSource; readonly offsetMs: number | null }
}

/** The first line of an index: which connection the file belongs to, and its init segment. */
export interface RingHeader {
  /** Connections of the ring are numbered; time stamps of two connections have nothing to do with each other. */
  readonly connection: number
  readonly initBytes: number
  readonly initSha256: string
}

const HEADER = /^sightline-ring 1 (\d+) (\d+) ([0-9a-f]{64})$/
const ENTRY = /^(\d+) (\d+) (\d+) (\d+) (-?\d+) ([kp]) (camera-ntp|server-arrival) (-?\d+|-) ([0-9a-f]{64})$/

export const toHeaderLine = ({ connection, initBytes, initSha256 }: RingHeader): string =>
  `sightline-ring 1 ${connection} ${initBytes} ${initSha256}\n`

export const toEntryLine = ({ offset, bytes, at, arrivedAt, pts, isKey, sha256, clock }: RingEntry): string =>
  `${offset} ${bytes} ${at} ${arrivedAt} ${pts} ${isKey ? 'k' : 'p'} ${clock.source} ${clock.offsetMs ?? '-'} ${sha256}\n`

export interface RecoveredIndex {
  readonly header: RingHeader
  readonly entries: readonly RingEntry[]
  /** How much of the index, and of the file beside it, is whole. What follows was torn off by a crash. */
  readonly indexBytes: number
  readonly fileBytes: number
}

/**
 * The whole part of an index: up to the first line that is torn, out of place, or describes bytes the file does not
 * have. Null where not even the header is whole.
 */
export function recoverIndex(text: string, fileBytes: number): RecoveredIndex | null {
  const [first = '', ...lines] = text.split('\n').slice(0, -1)
  const header = parseHeader(first)
  if (!header || header.initBytes > fileBytes) return null
  const entries: RingEntry[] = []
  let indexBytes = Buffer.byteLength(first) + 1
  let end = header.initBytes
  for (const line of lines) {
    const entry = parseEntry(line)
    if (!entry || entry.offset !== end || end + entry.bytes > fileBytes) break
    entries.push(entry)
    end += entry.bytes
    indexBytes += Buffer.byteLength(line) + 1
  }
  return { header, entries, indexBytes, fileBytes: end }
}

function parseHeader(line: string): RingHeader | null {
  const [, connection, initBytes, initSha256] = HEADER.exec(line) ?? []
  if (initSha256 === undefined) return null
  return { connection: Number(connection), initBytes: Number(initBytes), initSha256 }
}

function parseEntry(line: string): RingEntry | null {
  const [, offset, bytes, at, arrivedAt, pts, kind, source, offsetMs, sha256] = ENTRY.exec(line) ?? []
  if (sha256 === undefined) return null
  return {
    offset: Number(offset),
    bytes: Number(bytes),
    at: Number(at),
    arrivedAt: Number(arrivedAt),
    pts: Number(pts),
    isKey: kind === 'k',
    sha256,
    clock: {
      source: source === 'camera-ntp' ? 'camera-ntp' : 'server-arrival',
      offsetMs: offsetMs === '-' ? null : Number(offsetMs),
    },
  }
}
