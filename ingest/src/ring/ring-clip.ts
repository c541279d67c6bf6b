import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { CodedError } from '@sightline/infra/platform/error'
import { isIntact, readRange } from './ring-file.ts'
import type { RingEntry } from './ring-index.ts'
import type { Gap, RangePart, RingRange } from './ring-range.ts'

/** A clip on disk: the init segment and untouched fragments of one connection, playable as it is. */
export interface ClipPart {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly initSha256: string
  /** As they stand in this file: `offset` counts from its first byte. */
  readonly fragments: readonly RingEntry[]
}

export interface Clip {
  /** In time order, one per connection: time stamps of two connections cannot stand in one file. */
  readonly parts: readonly ClipPart[]
  readonly gaps: readonly Gap[]
  /** Nothing of the wanted time is missing. */
  readonly isComplete: boolean
}

/**
 * Copies a range out of the ring, byte for byte, each fragment checked against the hash of its arrival; on return all of
 * it is on the disk. `ring_fragment_altered` names a changed one and leaves no file behind; a path that exists is refused.
 */
export async function copyRange(range: RingRange, pathOf: (part: number) => string): Promise<Clip> {
  const parts: ClipPart[] = []
  try {
    for (const [index, part] of range.parts.entries()) parts.push(await copyPart(part, pathOf(index)))
  } catch (error) {
    for (const { path } of parts) await rm(path)
    throw error
  }
  return { parts, gaps: range.gaps, isComplete: range.isComplete }
}

async function copyPart(part: RangePart, path: string): Promise<ClipPart> {
  const target = await open(path, 'wx')
  try {
    const written = await writePart(part, target)
    await target.sync()
    const { initSha256 } = part.file.header
    return { path, ...written, initSha256, fragments: placed(part) }
  } catch (error) {
    await rm(path)
    throw error
  } finally {
    await target.close()
  }
}

function placed({ file, pieces }: RangePart): RingEntry[] {
  let offset = file.header.initBytes
  return pieces.map(({ entry }) => {
    const here = { ...entry, offset }
    offset += entry.bytes
    return here
  })
}

async function writePart({ file, pieces }: RangePart, target: FileHandle) {
  const hash = createHash('sha256')
  const { initBytes, initSha256 } = file.header
  const init = { offset: 0, bytes: initBytes, sha256: initSha256 }
  let bytes = 0
  for (const { path } of new Set(pieces.map((piece) => piece.file))) {
    const inside = pieces.filter((piece) => piece.file.path === path).map(({ entry }) => entry)
    for await (const chunk of readAll(path, path === file.path ? [init, ...inside] : inside)) {
      hash.update(chunk)
      bytes += chunk.length
      await target.appendFile(chunk)
    }
  }
  return { bytes, sha256: hash.digest('hex') }
}

interface StoredRange {
  readonly offset: number
  readonly bytes: number
  readonly sha256: string
}

/** The stored bytes, one range after the other, each as it arrived or `ring_fragment_altered`. */
async function* readAll(path: string, ranges: readonly StoredRange[]): AsyncGenerator<Buffer> {
  const source = await open(path, 'r')
  try {
    for (const range of ranges) {
      const bytes = await readRange(source, range)
      if (!isIntact(bytes, range))
        throw new CodedError('ring_fragment_altered', { path, offset: range.offset })
      yield bytes
    }
  } finally {
    await source.close()
  }
}
