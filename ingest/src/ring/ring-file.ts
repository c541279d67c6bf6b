import { createHash, hash, type Hash } from 'node:crypto'
import { type FileHandle, open, readdir, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import { CodedError } from '@sightline/infra/platform/error'
import type { Sample } from '../sources/rtsp/capture.ts'
import type { InitSegment } from '../media/init-segment.ts'
import { type RingEntry, type RingHeader, recoverIndex, toEntryLine, toHeaderLine } from './ring-index.ts'

/** One file of the ring and its index: `init` + fragments of one connection, from a key frame on. */
export interface RingFile {
  readonly path: string
  readonly seq: number
  readonly header: RingHeader
  /** Of what is in the file with its lines in the index; both grow while it is written. */
  bytes: number
  span: RingSpan | null
  readonly index: IndexMark
}

/** Capture times of the first and the last fragment. */
export interface RingSpan {
  readonly fromAt: number
  readonly toAt: number
}

/** The index as it was written, so that one that was changed since is not believed. */
interface IndexMark {
  bytes: number
  readonly hash: Hash
}

const markIndex = (text: string): IndexMark => ({
  bytes: Buffer.byteLength(text),
  hash: createHash('sha256').update(text),
})

/**
 * What the index says of the file as far as it is written; empty where the file is gone, `ring_fragment_altered` where it
 * is not what was written. Not kept in memory: of a quarter of an hour of thirty cameras that would be two million objects
 * for the garbage collector to walk.
 */
export async function readEntries({ path, bytes, index }: RingFile): Promise<readonly RingEntry[]> {
  const [length, written] = [index.bytes, index.hash.copy().digest('hex')]
  const text = await readTextIfThere(indexPathOf(path))
  if (text === null) return []
  const known = text.slice(0, length)
  if (hash('sha256', known, 'hex') !== written)
    throw new CodedError('ring_fragment_altered', { path: indexPathOf(path), offset: 0 })
  return recoverIndex(known, bytes)?.entries ?? []
}

export const indexPathOf = (path: string): string => path.replace(/\.mp4$/, '.idx')
const NAME = /^(\d+)-(\d+)\.mp4$/

/** What is written to the file that is open now. */
export interface RingWriter {
  readonly file: RingFile
  /** Bytes first, then their lines: a crash between leaves bytes without a line, which the next start cuts off. */
  write(samples: readonly Sample[]): Promise<void>
  close(): Promise<void>
}

export interface NewRingFile {
  readonly dir: string
  readonly seq: number
  readonly connection: number
  readonly init: InitSegment
  readonly startAt: number
}

/** Creates a file and its index with nothing but the init segment in it. */
export async function createRingFile({
  dir,
  seq,
  connection,
  init,
  startAt,
}: NewRingFile): Promise<RingWriter> {
  const path = join(dir, `${startAt}-${seq}.mp4`)
  const header = { connection, initBytes: init.bytes.length, initSha256: init.sha256 }
  const first = toHeaderLine(header)
  const file: RingFile = { path, seq, header, bytes: init.bytes.length, span: null, index: markIndex(first) }
  const media = await open(path, 'wx')
  const index = await open(indexPathOf(path), 'wx')
  await media.appendFile(init.bytes)
  await index.appendFile(first)
  return {
    file,
    write: (samples) => append(file, { media, index }, samples),
    close: () => closeBoth(media, index),
  }
}

async function append(
  file: RingFile,
  { media, index }: { media: FileHandle; index: FileHandle },
  samples: readonly Sample[],
): Promise<void> {
  let offset = file.bytes
  const entries = samples.map(({ bytes, at, arrivedAt, pts, isKey, sha256, clock }): RingEntry => {
    const entry = { offset, bytes: bytes.length, at, arrivedAt, pts, isKey, sha256, clock }
    offset += bytes.length
    return entry
  })
  await appendAll(
    media,
    samples.map(({ bytes }) => bytes),
  )
  const lines = Buffer.from(entries.map(toEntryLine).join(''), 'latin1')
  await appendAll(index, [lines])
  file.index.hash.update(lines)
  file.index.bytes += lines.length
  file.bytes = offset
  file.span = spanOf(entries, file.span)
}

function spanOf(entries: readonly RingEntry[], before: RingSpan | null): RingSpan | null {
  const [first, last] = [entries[0], entries.at(-1)]
  return first && last ? { fromAt: before?.fromAt ?? first.at, toAt: last.at } : before
}

/** Writes every byte at the end of the file, without putting them together first. */
async function appendAll(file: FileHandle, parts: readonly Buffer[]): Promise<void> {
  for (let left = parts; left.length > 0;) {
    const { bytesWritten } = await file.writev(left)
    left = behind(left, bytesWritten)
  }
}

/** What of the parts lies behind so many bytes. */
function behind(parts: readonly Buffer[], bytes: number): Buffer[] {
  let skip = bytes
  return parts.flatMap((part) => {
    const rest = part.subarray(Math.min(skip, part.length))
    skip -= part.length - rest.length
    return rest.length === 0 ? [] : [rest]
  })
}

async function closeBoth(media: FileHandle, index: FileHandle): Promise<void> {
  try {
    await media.datasync()
    await index.datasync()
  } finally {
    await media.close()
    await index.close()
  }
}

export interface RecoveryReport {
  readonly files: number
  readonly fragments: number
  /** Bytes of torn fragments cut off. */
  readonly cutBytes: number
  /** Files that held no whole fragment and were removed. */
  readonly removed: number
}

/** Opens what an earlier process left, whatever killed it: everything whole is kept, a torn end is cut off. */
export async function recoverRing(dir: string): Promise<{ files: RingFile[]; report: RecoveryReport }> {
  const names = (await readdir(dir)).filter((name) => NAME.test(name))
  const found = await Promise.all(
    names.map((name) => recoverFile(join(dir, name), Number(NAME.exec(name)?.[2]))),
  )
  const files = found.flatMap(({ file }) => (file ? [file] : [])).toSorted((a, b) => a.seq - b.seq)
  const report = {
    files: files.length,
    fragments: found.reduce((sum, { fragments }) => sum + fragments, 0),
    cutBytes: found.reduce((sum, { cutBytes }) => sum + cutBytes, 0),
    removed: found.length - files.length,
  }
  return { files, report }
}

async function recoverFile(path: string, seq: number) {
  const media = await open(path, 'r+')
  try {
    const { size } = await media.stat()
    const text = await readTextIfThere(indexPathOf(path))
    const whole = recoverIndex(text ?? '', size)
    const entries = whole ? await withoutTornEnd(media, whole.entries) : []
    const last = entries.at(-1)
    if (!whole || !last) {
      await removeRingFile(path)
      return { file: null, fragments: 0, cutBytes: size }
    }
    const bytes = last.offset + last.bytes
    await media.truncate(bytes)
    const index = markIndex([toHeaderLine(whole.header), ...entries.map(toEntryLine)].join(''))
    await truncate(indexPathOf(path), index.bytes)
    const file: RingFile = { path, seq, header: whole.header, bytes, span: spanOf(entries, null), index }
    return { file, fragments: entries.length, cutBytes: size - bytes }
  } finally {
    await media.close()
  }
}

/** After a power cut a file can be as long as its index says and still hold nothing there: the end must match its hash. */
async function withoutTornEnd(media: FileHandle, entries: readonly RingEntry[]): Promise<RingEntry[]> {
  for (let count = entries.length; count > 0; count--) {
    const entry = entries[count - 1]
    if (entry && isIntact(await readRange(media, entry), entry)) return entries.slice(0, count)
  }
  return []
}

/** Whether these are the bytes that arrived. */
export const isIntact = (bytes: Buffer, { sha256 }: Pick<RingEntry, 'sha256'>): boolean =>
  hash('sha256', bytes, 'hex') === sha256

/** Exactly these bytes of a file; shorter where the file ends before. */
export async function readRange(
  media: FileHandle,
  range: { offset: number; bytes: number },
): Promise<Buffer> {
  const { buffer, bytesRead } = await media.read(Buffer.alloc(range.bytes), 0, range.bytes, range.offset)
  return buffer.subarray(0, bytesRead)
}

/** Index first: a file without one is removed at the next start, an index without a file would never be. */
export async function removeRingFile(path: string): Promise<void> {
  await rm(indexPathOf(path), { force: true })
  await rm(path, { force: true })
}
