import { createHash } from 'node:crypto'
import { type FileHandle, open, readdir, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import type { Sample } from './capture.ts'
import type { InitSegment } from './init-segment.ts'
import { type RingEntry, type RingHeader, recoverIndex, toEntryLine, toHeaderLine } from './ring-index.ts'

/** One file of the ring and its index: `init` + fragments of one connection, from a key frame on. */
export interface RingFile {
  readonly path: string
  readonly seq: number
  readonly header: RingHeader
  /** Grows while the file is written; an entry is here only when its bytes and its line are in the file. */
  readonly entries: RingEntry[]
  bytes: number
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
  const file: RingFile = { path, seq, header, entries: [], bytes: init.bytes.length }
  const media = await open(path, 'wx')
  const index = await open(indexPathOf(path), 'wx')
  await media.appendFile(init.bytes)
  await index.appendFile(toHeaderLine(header))
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
  await media.appendFile(Buffer.concat(samples.map(({ bytes }) => bytes)))
  await index.appendFile(entries.map(toEntryLine).join(''))
  file.entries.push(...entries)
  file.bytes = offset
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
    fragments: files.reduce((sum, { entries }) => sum + entries.length, 0),
    cutBytes: found.reduce((sum, { cutBytes }) => sum + cutBytes, 0),
    removed: found.length - files.length,
  }
  return { files, report }
}

async function recoverFile(path: string, seq: number): Promise<{ file: RingFile | null; cutBytes: number }> {
  const media = await open(path, 'r+')
  try {
    const { size } = await media.stat()
    const text = await readTextIfThere(indexPathOf(path))
    const whole = recoverIndex(text ?? '', size)
    const entries = whole ? await withoutTornEnd(media, whole.entries) : []
    const last = entries.at(-1)
    if (!whole || !last) {
      await removeRingFile(path)
      return { file: null, cutBytes: size }
    }
    const bytes = last.offset + last.bytes
    await media.truncate(bytes)
    await truncate(indexPathOf(path), indexLength(whole.header, entries))
    return { file: { path, seq, header: whole.header, entries, bytes }, cutBytes: size - bytes }
  } finally {
    await media.close()
  }
}

const indexLength = (header: RingHeader, entries: readonly RingEntry[]): number =>
  Buffer.byteLength([toHeaderLine(header), ...entries.map(toEntryLine)].join(''))

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
  createHash('sha256').update(bytes).digest('hex') === sha256

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
